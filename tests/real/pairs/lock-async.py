# SPDX-License-Identifier: MIT
import asyncio


async def main():
    door = asyncio.Lock()

    async def b():
        for _ in range(2):
            async with door:
                print('b has it')

    await door.acquire()
    task = asyncio.create_task(b())
    await asyncio.sleep(0)
    for _ in range(2):
        door.release()
        await door.acquire()
        print('main has it')
    door.release()
    await task


asyncio.run(main())
