import { fieldTypes, objects } from '@tendero/model'
import { describe, expect, test } from 'vitest'
import { fillEmpty, planConversion } from './lead-conversion.ts'

const lead = {
  name: 'Eva Kask',
  firstName: 'Eva',
  lastName: 'Kask',
  company: 'Acme',
  email: 'eva@acme.com',
  phone: { raw: '612345678' },
  address: { city: 'Madrid' },
  estimatedValue: { minor: 5, currency: 'EUR' },
  source: 'web',
  status: 'qualified',
  owner: 'ana',
  tags: ['vip'],
}
const wish = { account: 'new', contact: 'new', opportunity: 'new' } as const
const plan = (values: Record<string, unknown>, asked: Parameters<typeof planConversion>[1] = wish) =>
  planConversion({ ...lead, ...values }, asked, objects)

describe('converting', () => {
  test('a person of a company makes a company, its contact and a deal', () => {
    expect(plan({})).toEqual({
      account: {
        make: 'new',
        values: { name: 'Acme', kind: 'company', address: { city: 'Madrid' }, owner: 'ana', tags: ['vip'] },
      },
      contact: {
        make: 'new',
        values: {
          firstName: 'Eva',
          lastName: 'Kask',
          email: 'eva@acme.com',
          phone: { raw: '612345678' },
          owner: 'ana',
          tags: ['vip'],
        },
      },
      opportunity: {
        make: 'new',
        values: { name: 'Acme', amount: { minor: 5, currency: 'EUR' }, source: 'web', owner: 'ana', tags: ['vip'] },
      },
    })
  })

  test('a person without a company makes a private customer with its contact', () => {
    const { account, contact } = plan({ company: null })
    expect(account.values).toMatchObject({ name: 'Eva Kask', kind: 'person', email: 'eva@acme.com' })
    expect(contact?.values).toMatchObject({ lastName: 'Kask', address: { city: 'Madrid' } })
  })

  test('a company without a person makes no contact, and is reached itself', () => {
    const { account, contact } = plan({ firstName: null, lastName: null, name: 'Acme' })
    expect(account.values).toMatchObject({ name: 'Acme', email: 'eva@acme.com' })
    expect(contact).toBeNull()
  })

  test.each([
    ['the name wished for', { interest: 'Lathes' }, { name: 'Big one' }, 'Big one'],
    ['the interest', { interest: 'Lathes' }, {}, 'Lathes'],
    ['the company', {}, {}, 'Acme'],
    ['the person', { company: null }, {}, 'Eva Kask'],
  ])('a deal is called by %s', (_, values, details, name) => {
    expect(plan(values, { ...wish, details }).opportunity?.values.name).toBe(name)
  })

  test('makes no deal that nobody wants, and names those that exist', () => {
    const chosen = plan({}, { account: 'a', contact: 'c', opportunity: null })
    expect(chosen).toMatchObject({
      account: { make: 'existing', id: 'a' },
      contact: { make: 'existing', id: 'c' },
      opportunity: null,
    })
  })

  test('takes custom fields along where one of the same name and kind is', () => {
    const custom = (kind: string) => {
      const type = fieldTypes.get(kind)
      if (!type) throw new Error(kind)
      return { name: 'c_x', type, label: 'X', options: {}, custom: true, system: false }
    }
    const withField = <T extends { fields: ReadonlyMap<string, unknown> }>(object: T, kind: string): T => ({
      ...object,
      fields: new Map([...object.fields, ['c_x', custom(kind)]]),
    })
    const made = planConversion({ ...lead, c_x: 'value' }, wish, {
      ...objects,
      lead: withField(objects.lead, 'text'),
      account: withField(objects.account, 'text'),
      contact: withField(objects.contact, 'integer'),
    })
    expect(made.account.values.c_x).toBe('value')
    expect(made.contact?.values).not.toHaveProperty('c_x')
    expect(made.opportunity?.values).not.toHaveProperty('c_x')
  })

  test('leaves a file with the lead', () => {
    const type = fieldTypes.get('file')
    const field = { name: 'c_x', type, label: 'X', options: {}, custom: true, system: false }
    const withFile = <T extends { fields: ReadonlyMap<string, unknown> }>(object: T): T => ({
      ...object,
      fields: new Map([...object.fields, ['c_x', field]]),
    })
    const { account } = planConversion({ ...lead, c_x: { id: 'f' } }, wish, {
      ...objects,
      lead: withFile(objects.lead),
      account: withFile(objects.account),
    })
    expect(account.values).not.toHaveProperty('c_x')
  })

  test('twice is refused with what it became', () => {
    expect(() => plan({ status: 'converted', convertedAccount: 'a' })).toThrow(
      expect.objectContaining({
        status: 409,
        code: 'lead_already_converted',
        details: { account: 'a', contact: null, opportunity: null },
      }),
    )
  })
})

test.each([
  [{ phone: null, name: 'Acme' }, { phone: 'p', name: 'Other' }, { phone: 'p' }],
  [{ tags: ['a'] }, { tags: ['b', 'a'] }, { tags: ['a', 'b'] }],
  [{ email: '' }, { email: 'e' }, { email: 'e' }],
  [{ amount: 0 }, { amount: 5 }, {}],
  [{}, {}, {}],
])('%o offered %o takes %o', (existing, offered, expected) => {
  expect(fillEmpty(existing, offered)).toEqual(expected)
})
