import type { AnyRecord, Page } from '@tendero/model'
import { describe, expect, test } from 'vitest'
import { type Browser, browserOf } from './http.ts'
import { openWorld } from './world.ts'

const world = await openWorld()
const ines = await browserOf(world, 'ines')
const ana = await browserOf(world, 'ana')

describe('the search', () => {
  const found = async (browser: Browser, q: string) => {
    const { items } = await browser.json<{ items: readonly { title: string }[] }>('GET', `/search?q=${q}`)
    return items.map(({ title }) => title)
  }

  test('finds a number however it is dialled', async () => {
    const browser = await browserOf(world, 'ana')
    const { id } = await browser.json<AnyRecord>('POST', '/accounts', { name: 'Larkfield', phone: '+1 212 555 0161' })
    for (const dialled of ['2125550161', '5550161', '+12125550161', '212 555 0161']) {
      const found = await browser.json<{ items: readonly { id: string }[] }>(
        'GET',
        `/search?q=${encodeURIComponent(dialled)}`,
      )
      expect([dialled, found.items.map((one) => one.id)]).toEqual([dialled, [id]])
    }
  })

  test('finds by the beginnings of words, and by likeness only when nothing begins so', async () => {
    await ana.json('POST', '/accounts', { name: 'Zapatería Quintanilla' })
    await ana.json('POST', '/accounts', { name: 'Quintana Hermanos' })
    expect(await found(ana, 'quintani')).toEqual(['Zapatería Quintanilla'])
    expect(await found(ana, 'quint')).toEqual(['Quintana Hermanos', 'Zapatería Quintanilla'])
    expect(await found(ana, 'zapateria%20quintanlla')).toContain('Zapatería Quintanilla')
    expect(await found(ana, 'zapateria%20quintanlla')).not.toContain('Quintana Hermanos')
    expect(await found(ana, 'qz')).toEqual([])
  })
})

describe('a list', () => {
  const namesFrom = async (path: string) =>
    (await ines.json<Page>('GET', `${path}&fields=name&limit=200`)).items.map((one) => one.name)

  test('pages by keyset through ties and empty values, in both directions', async () => {
    for (let i = 0; i < 25; i += 1) await world.add('ana', 'product', {}).catch(() => undefined)
    for (let i = 0; i < 23; i += 1)
      await world.add('ines', 'product', { name: `P${String(i % 5)}`, series: i % 3 === 0 ? null : `S${i % 2}` })
    for (const fromEnd of [false, true]) {
      const seen: string[] = []
      let cursor: string | null = null
      do {
        const page: Page = await ines.json(
          'GET',
          `/products?sort=-series,name&limit=5&fields=name${fromEnd ? '&fromEnd=true' : ''}${cursor ? `&cursor=${cursor}` : ''}`,
        )
        if (fromEnd) seen.unshift(...page.items.map((one) => one.id))
        else seen.push(...page.items.map((one) => one.id))
        cursor = page.next
      } while (cursor)
      expect(new Set(seen).size).toBe(23)
      const whole = await ines.json<Page>('GET', '/products?sort=-series,name&limit=200')
      expect(seen).toEqual(whole.items.map((one) => one.id))
    }
  })

  test('starts at a value of its order, and reads up to it from the other end', async () => {
    for (const [name, day] of [
      ['jump Álamo', '2026-01-05'],
      ['jump alba', '2026-02-05'],
      ['jump Ñu', '2026-03-05'],
      ['jump olmo', null],
      ['jump Zarza', '2026-05-05'],
    ])
      await world.add('ines', 'opportunity', { name, closeOn: day })
    const filter = `filter=${encodeURIComponent(JSON.stringify({ field: 'name', op: 'starts_with', value: 'jump' }))}`
    const list = (sort: string, from: string, more = '') =>
      namesFrom(`/opportunities?${filter}&sort=${sort}&from=${encodeURIComponent(from)}${more}`)
    const all = ['jump Álamo', 'jump alba', 'jump Ñu', 'jump olmo', 'jump Zarza']
    expect(await list('name', 'jump al')).toEqual(all)
    expect(await list('name', 'jump alb')).toEqual(all.slice(1))
    expect(await list('name', 'JUMP N')).toEqual(all.slice(2))
    expect(await list('name', 'jump n', '&fromEnd=true')).toEqual(all.slice(0, 2))
    expect(await list('name', 'jump zz')).toEqual([])
    // Downwards what begins so comes with all its continuations.
    expect(await list('-name', 'jump al')).toEqual(['jump alba', 'jump Álamo'])
    expect(await list('-name', 'jump al', '&fromEnd=true')).toEqual(['jump Zarza', 'jump olmo', 'jump Ñu'])
    expect(await list('closeOn', '2026-03-01')).toEqual(['jump Ñu', 'jump Zarza', 'jump olmo'])
    expect(await list('-closeOn', '2026-02-28')).toEqual(['jump alba', 'jump Álamo', 'jump olmo'])
    expect(await list('-updatedAt', '2020-01-01')).toEqual([])
    expect(await list('updatedAt', '2020-01-01')).toHaveLength(5)
    // People by their names, in whatever order they stand.
    expect(await list('owner,name', 'ine')).toEqual(all)
    expect(await list('owner', 'nobody')).toEqual([])
    const refused = await ines.request('GET', '/opportunities?sort=amount&from=much')
    expect([refused.status, await refused.json()]).toMatchObject([422, { code: 'invalid_query' }])
  })

  test('goes on in both directions from where it started', async () => {
    const whole = await ines.json<Page>('GET', '/products?sort=name&fields=name&limit=200')
    const read = async (more: string) => {
      const seen: string[] = []
      let cursor: string | null = null
      do {
        const place: string = cursor ? `&cursor=${cursor}` : '&from=P2'
        const page: Page = await ines.json('GET', `/products?sort=name&fields=name&limit=4${more}${place}`)
        if (more) seen.unshift(...page.items.map(({ id }) => id))
        else seen.push(...page.items.map(({ id }) => id))
        cursor = page.next
      } while (cursor)
      return seen
    }
    const [before, after] = [await read('&fromEnd=true'), await read('')]
    expect([before.length > 4, after.length > 4]).toEqual([true, true])
    expect([...before, ...after]).toEqual(whole.items.map(({ id }) => id))
  })

  test('sorts references by what they are called and pages through them', async () => {
    for (const name of ['Zeta', 'ámbar', 'Beta']) {
      const account = await world.add('ana', 'account', { name: `Of ${name}` })
      await world.add('ana', 'contact', { firstName: name, account, lastName: 'Sorted' })
    }
    await world.add('bo', 'contact', { firstName: 'None', lastName: 'Sorted' })
    const page = async (sort: string) => {
      const seen: unknown[] = []
      for (let cursor: string | null = ''; cursor !== null; ) {
        const found: Page = await ana.json(
          'GET',
          `/contacts?search=sorted&limit=1&sort=${sort}${cursor ? `&cursor=${cursor}` : ''}`,
        )
        seen.push(...found.items.map((one) => one.firstName))
        cursor = found.next
      }
      return seen
    }
    expect(await page('account')).toEqual(['ámbar', 'Beta', 'Zeta', 'None'])
    expect(await page('-account')).toEqual(['Zeta', 'Beta', 'ámbar', 'None'])
    expect((await page('-owner')).at(0)).toBe('None')
  })
})
