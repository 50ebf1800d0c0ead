import { describe, expect, test } from 'vitest'
import { isId, isTimeOrderedId } from './is-id.ts'

describe('ids', () => {
  test.each([
    ['0193a3f0-1c00-7abc-8def-0123456789ab', true, true],
    ['0193a3f0-1c00-4abc-8def-0123456789ab', true, false],
    ['0193a3f0-1c00-7abc-1def-0123456789ab', true, false],
    ['0193A3F0-1C00-7ABC-8DEF-0123456789AB', false, false],
    ['not an id', false, false],
    [7, false, false],
  ])('%s: an id %s, of version 7 %s', (raw, id, timeOrdered) => {
    expect(isId(raw)).toBe(id)
    expect(isTimeOrderedId(raw)).toBe(timeOrdered)
  })
})
