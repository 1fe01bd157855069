# SPDX-License-Identifier: MIT
import asyncio


async def child():
    print('the child')


async def main():
    print('before')
    task = asyncio.create_task(child())
    print('after create_task')
    await task
    print('after await')


asyncio.run(main())
