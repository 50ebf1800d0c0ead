import { type ObjectType, objects } from '@tendero/model'
import { expect, test } from 'vitest'
import { orderByReferences } from './order-by-references.ts'

const named = (...names: readonly (keyof typeof objects)[]): readonly { object: ObjectType }[] =>
  names.map((name) => ({ object: objects[name] }))

test.each([
  [['opportunity', 'contact', 'account'] as const, ['account', 'opportunity', 'contact']],
  [
    ['opportunity_line', 'product', 'opportunity', 'account'] as const,
    ['product', 'account', 'opportunity', 'opportunity_line'],
  ],
  [['lead', 'product'] as const, ['lead', 'product']],
  [['contact', 'contact', 'account'] as const, ['account', 'contact', 'contact']],
  [[] as const, []],
])('%j come as %j', (given, expected) => {
  expect(orderByReferences(named(...given)).map(({ object }) => object.name)).toEqual(expected)
})
