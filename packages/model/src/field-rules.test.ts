import { describe, expect, test } from 'vitest'
import { type FieldRules, fieldState, fieldsOfRule, meets, type Rule } from './field-rules.ts'

const greater = (operand: unknown): Rule => ({
  field: 'n',
  op: 'greater',
  takes: 'value',
  type: 'numeric',
  operands: [operand],
})
const having = (n: unknown) => (field: string) => (field === 'n' ? n : null)

describe('a rule', () => {
  test.each([
    ['9', '10', false],
    ['10.01', '10', true],
    ['10.00', '10', false],
    ['-1', '-2.5', true],
    ['12345678901234567.2', '12345678901234567.1', true],
    [1e21, '10', true],
    ['1,', '0', false],
    ['abc', '0', false],
    [null, '0', false],
  ])('compares the number %s with %s exactly', (value, operand, met) => {
    expect(meets(greater(operand), having(value))).toBe(met)
  })

  test('of no conditions is met by and, not by or; an operator that is not known by none', () => {
    expect(meets({ and: [] }, having(1))).toBe(true)
    expect(meets({ or: [] }, having(1))).toBe(false)
    expect(meets({ field: 'n', op: 'resembles', takes: 'value', type: 'text', operands: [1] }, having(1))).toBe(false)
  })

  test('tells the fields that it looks at', () => {
    expect(fieldsOfRule({ and: [greater(1), { not: { or: [{ ...greater(2), field: 'm' }] } }] })).toEqual(['n', 'm'])
  })
})

describe('the state of a field', () => {
  const rules: FieldRules = { shownWhen: greater(0), requiredWhen: greater(-5), readOnlyWhen: greater(10) }

  test.each([
    ['hidden, and so not required', -1, undefined, { shown: false, required: false, readOnly: false }],
    ['required', 1, undefined, { shown: true, required: true, readOnly: false }],
    ['open in a new record', 11, undefined, { shown: true, required: true, readOnly: false }],
    ['open while its rule comes to be met', 11, 1, { shown: true, required: true, readOnly: false }],
    ['open as soon as its rule is met no more', 9, 11, { shown: true, required: true, readOnly: false }],
    ['closed', 12, 11, { shown: true, required: true, readOnly: true }],
  ])('is %s', (_state, now, before, state) => {
    expect(fieldState(rules, having(now), before === undefined ? undefined : having(before))).toEqual(state)
  })

  test('without rules is shown and open', () => {
    expect(fieldState({}, having(1), having(1))).toEqual({ shown: true, required: false, readOnly: false })
  })
})
