# SPDX-License-Identifier: MIT
import asyncio
import concurrent.futures
import time


async def job(pool, name, seconds):
    loop = asyncio.get_running_loop()
    await loop.run_in_executor(pool, time.sleep, seconds)
    print(name)


async def main():
    with concurrent.futures.ThreadPoolExecutor(1) as pool:
        await asyncio.gather(job(pool, 'a', 0.002), job(pool, 'b', 0.001))
        print('both')


asyncio.run(main())
