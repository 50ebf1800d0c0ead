import type { AnyRecord, Problem } from '@tendero/model'
import { describe, expect, test } from 'vitest'
import { deep, eachOf, inAddress, query, refusedOrFine, texts, wrongs } from './hostile.ts'
import { browserOf } from './http.ts'
import { openWorld } from './world.ts'

const world = await openWorld()
const ines = await browserOf(world, 'ines')
const ana = await browserOf(world, 'ana')
const account = await ines.json<AnyRecord>('POST', '/accounts', { name: 'Sound' })

describe('a filter', () => {
  test('of any field and operator with any value never breaks', { timeout: 120_000 }, async () => {
    const { model } = await world.as('ines')
    const names = ['account', 'opportunity', 'lead', 'task', 'product', 'contact']
    const cases = names.flatMap((name) => {
      const object = model.objects.get(name)
      return [...(object?.fields.values() ?? [])].flatMap((field) =>
        field.type.operators
          .filter((one) => one.takes !== 'nothing')
          .flatMap(({ name: op, takes }) =>
            (takes === 'text' ? [...texts, null, 1, [], {}] : wrongs).map(
              (value) => [object?.collection, { field: field.name, op, value }] as const,
            ),
          ),
      )
    })
    // Kinds of field repeat: of each kind and operator one field is enough.
    const seen = new Set<string>()
    const distinct = cases.filter(([collection, { field, op, value }]) => {
      const type = [...model.objects.values()].find((one) => one.collection === collection)?.fields.get(field)?.type
      const takes = type?.operators.find((one) => one.name === op)?.takes
      const key = `${type?.kind} ${takes} ${JSON.stringify(value)} ${typeof value}`
      return !seen.has(key) && seen.add(key)
    })
    await eachOf(distinct, async ([collection, filter]) =>
      refusedOrFine(await ana.request('GET', `/${collection}?limit=1&${query(filter)}`), filter),
    )
  })

  test.each([
    ['no JSON', '{'],
    ['a number', '1'],
    ['null', 'null'],
    ['a list', '[]'],
    ['an unknown operator', '{"field":"name","op":"constructor","value":"x"}'],
    ['no operator', '{"field":"name"}'],
    ['a field of no object', '{"field":"nothing","op":"is","value":"x"}'],
    ['a prototype name', '{"field":"__proto__","op":"is","value":"x"}'],
    ['a path of prototype names', '{"field":"owner.constructor.name","op":"is","value":"x"}'],
    ['an endless path', `{"field":"${'parent.'.repeat(50)}name","op":"is","value":"x"}`],
    ['a field that is none', '{"field":{"a":1},"op":"is","value":"x"}'],
    ['and of no list', '{"and":{"field":"name"}}'],
    ['a some of no object', '{"some":"__proto__.constructor"}'],
    ['a some of a number', '{"some":1}'],
    ['a some of a field that is no reference', '{"some":"contact.firstName"}'],
    ['deep nesting', deep(5_000, '{"not":', '}', '{"field":"name","op":"is_empty"}')],
    ['seven levels', deep(7, '{"not":', '}', '{"field":"name","op":"is_empty"}')],
    [
      'many conditions',
      JSON.stringify({ or: Array.from({ length: 2_000 }, () => ({ field: 'name', op: 'is_empty' })) }),
    ],
    [
      'a huge list',
      JSON.stringify({ field: 'kind', op: 'any_of', value: Array.from({ length: 50_000 }, () => 'company') }),
    ],
  ])('of %s is refused', async (_name, text) => {
    const answer = await ana.request('GET', `/accounts?filter=${encodeURIComponent(text)}`)
    await refusedOrFine(answer.clone(), text.slice(0, 100))
    expect(answer.status).toBe(422)
    expect(((await answer.json()) as Problem).code).toBe('invalid_filter')
  })
})

describe('a cursor', () => {
  const account0 = '00000000-0000-7000-8000-000000000000'
  const encoded = (value: unknown) =>
    Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')
  test.each([
    ['', 'nothing'],
    ['!', 'no base64'],
    [encoded('['), 'no JSON'],
    [encoded({}), 'no list'],
    [encoded([]), 'too few'],
    [encoded([1, 2, 3]), 'too many'],
    [encoded(['x', 'y']), 'texts'],
    [encoded([null, null]), 'nulls'],
    [encoded([{}, []]), 'objects'],
    [encoded(['2020-01-01', 'x']), 'no id'],
    [encoded(['99999-01-01 00:00', '00000000-0000-7000-8000-000000000000']), 'no instant'],
    [encoded(['2020-01-01\u0000', '00000000-0000-7000-8000-000000000000']), 'a zero'],
    [encoded(['infinity', '00000000-0000-7000-8000-000000000000']), 'infinity'],
    ['A'.repeat(100_000), 'length'],
  ])('that is made up (%#) is refused', async (cursor) => {
    for (const end of ['', '&fromEnd=true']) {
      const answer = await ana.request('GET', `/accounts?cursor=${encodeURIComponent(cursor)}${end}`)
      await refusedOrFine(answer.clone(), cursor.slice(0, 100))
      if (cursor !== '') expect([cursor.slice(0, 80), answer.status]).toEqual([cursor.slice(0, 80), 422])
    }
  })

  test.each([
    ['9999-99-99T99:99:99+00:00', account0],
    ['2026-02-31T00:00:00+00:00', account0],
    ['2026-02-28T24:00:00+00:00', account0],
    ['2026-02-28T00:00:00+00:00', 'x'],
    [null, null],
  ])('of a timeline that is made up (%j, %j) is refused', async (at, id) => {
    const answer = await ana.request('GET', `/accounts/${account.id}/timeline?cursor=${encoded([at, id])}`)
    expect([answer.status, ((await answer.json()) as Problem).code]).toEqual([422, 'invalid_cursor'])
  })

  test('of one order does not fit another', async () => {
    for (const sort of ['name', 'employees', '-establishedIn', 'owner', 'parent', 'revenue', 'createdAt'])
      for (const place of [['x'], ['\u0000'], [null], ['1'], ['1e999'], ['2020-01-01']].map((one) => [
        ...one,
        account.id,
      ]))
        await refusedOrFine(
          await ana.request('GET', `/accounts?sort=${sort}&cursor=${encoded(place)}`),
          `${sort} ${JSON.stringify(place)}`,
        )
  })
})

describe('the words of an address', () => {
  test.each(['/accounts?sort=', '/accounts?fields=', '/accounts/aggregate?group=', '/accounts/aggregate?measures='])(
    '%s with anything behind it never breaks',
    async (path) => {
      const more = [
        'createdAt:constructor',
        'createdAt:__proto__',
        'sum:__proto__',
        'constructor:revenue',
        'sum:',
        ':',
        '-',
        '--name',
      ]
      for (const word of [...texts, ...more, 'name,'.repeat(500), ',,,,'])
        await refusedOrFine(await ana.request('GET', `${path}${inAddress(word)}`), `${path}${word}`)
    },
  )

  test.each([
    ['/accounts', ['limit', 'count', 'deleted', 'fromEnd', 'search']],
    ['/accounts/count', ['search']],
    ['/accounts/export', ['search', 'format']],
    ['/search', ['q', 'objects', 'limit']],
    ['/today', ['limit', 'at', 'day']],
    ['/accounts/ID', ['timeline']],
    ['/accounts/ID/timeline', ['kinds', 'cursor', 'limit']],
  ])('%s with any parameter never breaks', async (pattern, names) => {
    const path = pattern.replace('ID', account.id)
    for (const name of names)
      for (const word of [...texts, '-1', '1e9', '99999', 'NaN', '0'])
        await refusedOrFine(
          await ana.request('GET', `${path}?${name}=${inAddress(word)}${path === '/search' ? '&q=a' : '&fields=name'}`),
          `${path}?${name}=${word}`,
        )
  })

  test('that name no collection or record find nothing', async () => {
    const ids = [
      '__proto__',
      'constructor',
      '%00',
      '..%2f..',
      'A'.repeat(5_000),
      "'",
      '00000000-0000-0000-0000-000000000000',
      account.id.toUpperCase(),
    ]
    for (const id of ids) {
      for (const [method, path] of [
        ['GET', `/${id}`],
        ['POST', `/${id}`],
        ['GET', `/accounts/${id}`],
        ['PATCH', `/accounts/${id}`],
        ['DELETE', `/accounts/${id}`],
        ['POST', `/accounts/${id}/restoration`],
        ['POST', `/operations/${id}/reversal`],
        ['GET', `/imports/${id}`],
      ] as const) {
        const answer = await ines.request(method, path, method === 'GET' ? undefined : {})
        await refusedOrFine(answer.clone(), `${method} ${path}`)
        expect([method, path.slice(0, 60), answer.status]).toEqual([method, path.slice(0, 60), 404])
      }
    }
  })
})
