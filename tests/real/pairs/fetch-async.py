# SPDX-License-Identifier: MIT
import asyncio


async def fetch():
    print('loading')
    await asyncio.sleep(0.002)
    print('loaded')
    return 7


async def main():
    print('begin')
    data = await fetch()
    print(f'result: {data}')
    print('end')


asyncio.run(main())
