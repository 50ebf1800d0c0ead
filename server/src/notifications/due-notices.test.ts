import type { RichText } from '@tendero/model'
import { describe, expect, test } from 'vitest'
import { noticesOfChange, noticesOfComment } from './due-notices.ts'

const [ana, bo, eva] = [
  '0192f0c1-2b3c-7d4e-8f50-00000000000a',
  '0192f0c1-2b3c-7d4e-8f50-00000000000b',
  '0192f0c1-2b3c-7d4e-8f50-00000000000e',
]
const mentioning = (...ids: readonly string[]): RichText => ({
  type: 'doc',
  content: [{ type: 'paragraph', content: ids.map((id) => ({ type: 'mention', attrs: { id, type: 'user' } })) }],
})
const told = (notices: ReturnType<typeof noticesOfChange>) => notices.map(({ kind, userId }) => [kind, userId])

describe('of a change', () => {
  const change = { recordId: 'r', actorId: ana } as const
  test.each([
    ['a new record, its owner', 'create', { owner: [null, bo] }, [], [['assigned', bo]]],
    ['a new record of one’s own, nobody', 'create', { owner: [null, ana] }, [ana], []],
    [
      'a new owner, they once',
      'update',
      { owner: [ana, bo] },
      [ana, bo, eva],
      [
        ['assigned', bo],
        ['change', eva],
      ],
    ],
    ['another field, the followers', 'update', { name: ['a', 'b'] }, [ana, eva], [['change', eva]]],
    ['no owner any more, the followers', 'update', { owner: [bo, null] }, [eva], [['change', eva]]],
  ] as const)('%s', (_, verb, patch, followers, expected) => {
    expect(told(noticesOfChange({ ...change, verb, patch }, followers))).toEqual(expected)
  })
})

describe('of a comment', () => {
  const comment = { recordId: 'r', authorId: ana } as const
  test.each([
    [
      'that is new, who is mentioned, and the other followers',
      'create',
      [bo],
      [ana, bo, eva],
      [
        ['mention', bo],
        ['comment', eva],
      ],
    ],
    ['that was changed, who is mentioned', 'update', [bo], [ana, bo, eva], [['mention', bo]]],
    ['that mentions its author, nobody', 'create', [ana], [ana], []],
  ] as const)('%s', (_, verb, mentioned, followers, expected) => {
    expect(told(noticesOfComment({ ...comment, verb, body: mentioning(...mentioned) }, followers))).toEqual(expected)
  })
})
