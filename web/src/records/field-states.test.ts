import type { MetadataField, MetadataObject } from '@tendero/model/api'
import type { Rule } from '@tendero/model/field-rules'
import { expect, test } from 'vitest'
import { demandedBy, withRuleFields } from './field-states.ts'

const isGold: Rule = { field: 'tier', op: 'is', takes: 'value', type: 'text', operands: ['gold'] }
const field = (name: string, more: Partial<MetadataField> = {}) => ({ name, kind: 'text', ...more }) as MetadataField
const object = {
  fields: [
    field('name'),
    field('tier'),
    field('concierge', { shownWhen: isGold, requiredWhen: isGold }),
    field('discount', { readOnlyWhen: isGold }),
  ],
} as unknown as MetadataObject

const plain = { name: 'Sóller', tier: 'plain', concierge: null }

test.each([
  ['it makes another field required', plain, { tier: 'gold' }, ['concierge']],
  ['it brings that along', plain, { tier: 'gold', concierge: 'Eva' }, []],
  ['that is filled', { ...plain, concierge: 'Eva' }, { tier: 'gold' }, []],
  ['that was not read', { name: 'Sóller', tier: 'plain' }, { tier: 'gold' }, []],
  ['it has nothing to do with the rule', { ...plain, tier: 'gold' }, { name: 'Deià' }, []],
  ['it ends what requires', { ...plain, tier: 'gold' }, { tier: 'plain' }, []],
])('a change asks for what is required with it: %s', (_, record, patch, demanded) => {
  expect(demandedBy(object, 'EUR', record, patch)).toEqual(demanded)
})

test.each([
  [['name'], ['name']],
  [
    ['name', 'discount'],
    ['name', 'discount', 'tier'],
  ],
  [['tier'], ['tier', 'concierge']],
])('the fields %j of a list are read as %j', (fields, read) => {
  expect(withRuleFields(object, { fields }).fields).toEqual(read)
})
