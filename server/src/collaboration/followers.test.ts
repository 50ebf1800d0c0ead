import { expect, test } from 'vitest'
import { followersOf } from './followers.ts'

const follows = (userId: string) => ({ userId, following: true })
const stopped = (userId: string) => ({ userId, following: false })

test.each([
  ['its owner', 'ana', [], ['ana']],
  ['nobody, without an owner', null, [], []],
  ['its owner, once, who also took part', 'ana', [follows('bo'), follows('ana')], ['ana', 'bo']],
  ['not its owner, who stopped', 'ana', [stopped('ana'), follows('bo')], ['bo']],
  ['nobody who stopped', null, [stopped('bo')], []],
])('a record is followed by %s', (_, owner, said, expected) => {
  expect(followersOf(owner, said)).toEqual(expected)
})
