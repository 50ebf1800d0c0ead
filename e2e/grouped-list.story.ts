import { expect, test } from 'vitest'
import { expectAccessible } from './accessible.ts'
import { startTendero } from './tendero.ts'

const tendero = await startTendero()
const company = await tendero.found()

/** More than are fetched at once, so that a group is read page after page. */
const many = Array.from({ length: 130 }, (_, index) => `Shop ${String(index).padStart(3, '0')}`)

test('a list is grouped with totals of everything, folded by key, kept as a view, and current', async () => {
  await company.api('POST', '/accounts/bulk', {
    create: [
      ...many.map((name) => ({ name, revenue: { minor: 10_00 } })),
      { name: 'Clinic', kind: 'person', revenue: { minor: 7_50 } },
      { name: 'Uncle', kind: 'person' },
    ],
  })
  const page = await company.open('accounts?columns=name,kind,revenue&sort=name')
  await page.getByRole('button', { name: 'Group', exact: true }).click()
  await page.getByRole('combobox', { name: 'Group by' }).fill('Kind')
  await page.getByRole('option', { name: 'Kind' }).click()
  await page.keyboard.press('Escape')
  const list = page.getByRole('treegrid', { name: 'Accounts' })
  const head = (name: string) => list.getByRole('row', { name: new RegExp(`^(Fold|Open) ${name}`), exact: true })
  await expect.poll(() => head('Company').innerText()).toMatch(/Company\s+130\s+€1,300\.00/)
  expect(new URL(page.url()).searchParams.get('group')).toBe('kind')
  await expect.poll(() => list.getByRole('row', { name: /^All/ }).innerText()).toMatch(/All\s+132\s+€1,307\.50/)
  await expectAccessible(page, 'a grouped list')

  // To the last line and back by key: the rows come as one goes.
  await list.getByRole('gridcell', { name: /^Shop 000/ }).click()
  for (let i = 0; i < 12; i += 1) await page.keyboard.press('PageDown')
  await list.getByRole('link', { name: 'Uncle' }).waitFor()
  for (const key of ['ArrowUp', 'ArrowUp', 'Enter']) await page.keyboard.press(key)
  await expect.poll(() => head('Private person').getAttribute('aria-expanded')).toBe('false')
  await list.getByRole('link', { name: 'Clinic' }).waitFor({ state: 'detached' })

  // Somebody else sells: the heads follow.
  await company.api('POST', '/accounts', { name: 'Hospital', kind: 'person', revenue: { minor: 100_00 } })
  await expect
    .poll(() => head('Private person').innerText(), { timeout: 5_000 })
    .toMatch(/Private person\s+3\s+€107\.50/)
  await page.keyboard.press('Enter')
  await list.getByRole('link', { name: 'Hospital' }).waitFor()

  await page.getByRole('button', { name: 'Fold all groups' }).click()
  await list.getByRole('link', { name: 'Hospital' }).waitFor({ state: 'detached' })
  expect(await list.getByRole('row').count()).toBe(4)

  await page.getByRole('button', { name: /Views$/ }).click()
  await page.getByRole('menuitem', { name: 'Save as a view' }).click()
  await page.getByRole('textbox', { name: 'Name of the view' }).fill('By kind')
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await page.getByRole('heading', { name: 'By kind' }).waitFor()
  const { items } = await company.api<{ items: { definition: object }[] }>('GET', '/views')
  expect(items).toMatchObject([{ definition: { group: 'kind' } }])
})

test('dates are grouped by months, and a record that is opened is walked within its group', async () => {
  await company.api('POST', '/accounts/bulk', { create: ['Deal maker'].map((name) => ({ name })) })
  const { items } = await company.api<{ items: { id: string }[] }>('GET', '/accounts?limit=1')
  const account = items[0]?.id
  for (const [name, closeOn] of [
    ['March one', '2027-03-02'],
    ['March two', '2027-03-30'],
    ['April', '2027-04-01'],
  ])
    await company.api('POST', '/opportunities', { name, account, closeOn })
  const page = await company.open('opportunities?columns=name,closeOn,amount&sort=name&group=closeOn:month&view=list')
  const list = page.getByRole('treegrid', { name: 'Opportunities' })
  await list.getByRole('row', { name: /Fold March 2027/ }).waitFor()
  expect(await list.getByRole('row', { name: /Fold March 2027/ }).innerText()).toMatch(/March 2027\s+2/)
  await list.getByRole('link', { name: 'March one' }).click()
  await page.getByRole('heading', { level: 1, name: 'March one' }).waitFor()
  await page.keyboard.press('j')
  await page.getByRole('heading', { level: 1, name: 'March two' }).waitFor()
})

test('on a phone the groups are headings that fold', async () => {
  const page = await company.open('accounts?columns=name,kind,revenue&sort=name&group=kind', { phone: true })
  const companies = page.getByRole('button', { name: /^Company/ })
  await companies.waitFor()
  await page.getByRole('link', { name: /Shop 000/ }).waitFor()
  await expectAccessible(page, 'a grouped list on a phone')
  await companies.click()
  await page.getByRole('link', { name: /Clinic/ }).waitFor()
  expect(await companies.getAttribute('aria-expanded')).toBe('false')
})

test('a column is as wide as what its groups come to', async () => {
  for (const name of ['Bridge', 'Tunnel'])
    await company.api('POST', '/opportunities', { name, amount: { minor: 88_888_888_88, currency: 'EUR' } })
  const page = await company.open(
    'opportunities?columns=name,amount,account,closeOn,owner,stage,nextStepAt&group=stage&view=list',
  )
  const list = page.getByRole('treegrid', { name: 'Opportunities' })
  const sums = list.getByText('€177,777,777.76')
  await sums.nth(1).waitFor()
  for (const sum of await sums.all())
    expect(await sum.evaluate((shown) => shown.scrollWidth - shown.clientWidth)).toBe(0)
})

test('a list is grouped by what people wrote, its groups read page after page, and from the address', async () => {
  const field = { object: 'product', label: 'Maker', kind: 'text', options: { maxLength: 5_000 } }
  const { name: maker } = await company.api<{ name: string }>('POST', '/custom-fields', field)
  const long = `Long, "${'quoted '.repeat(100)}" end`
  const makers = [
    ...Array.from({ length: 700 }, (_, index) => `Maker ${String(index).padStart(3, '0')}`),
    'MAKER 000',
    long,
  ]
  const products = [...makers, null].map((name, index) => ({ name: `Product ${index}`, price: '1', [maker]: name }))
  for (let at = 0; at < products.length; at += 500)
    await company.api('POST', '/products/bulk', { create: products.slice(at, at + 500) })

  const page = await company.open(`products?columns=name,${maker}&sort=name`)
  await page.getByRole('button', { name: 'Group', exact: true }).click()
  await page.getByRole('combobox', { name: 'Group by' }).fill('Maker')
  await page.getByRole('option', { name: 'Maker' }).click()
  await page.keyboard.press('Escape')
  expect(new URL(page.url()).searchParams.get('group')).toBe(maker)
  const list = page.getByRole('treegrid', { name: 'Products' })
  const head = (name: string) => list.getByRole('row', { name: new RegExp(`^(Fold|Open) ${name}`) })
  await page.getByText('702 groups').waitFor()
  await expect.poll(() => head('MAKER 000').innerText()).toMatch(/MAKER 000\s+2/)
  await expect.poll(() => list.getByRole('link', { name: /^Product (0|700)$/ }).count()).toBe(2)
  const named = head('Long').getByTitle(long)
  expect(await named.evaluate((shown) => shown.scrollWidth > shown.clientWidth)).toBe(true)
  await list.getByRole('link', { name: 'Product 701' }).waitFor()

  // The last groups are on another page; those without a value come last of all.
  await page.getByRole('button', { name: 'Fold all groups' }).click()
  await list.getByRole('gridcell').nth(1).click()
  const last = head('No maker')
  await expect
    .poll(async () => {
      await page.keyboard.press('Control+End')
      return last.count()
    })
    .toBe(1)
  await page.keyboard.press('Control+End')
  await page.keyboard.press('Enter')
  await list.getByRole('link', { name: 'Product 702' }).waitFor()
  await expectAccessible(page, 'a list grouped by a text')

  await page.reload()
  await page.getByText('702 groups').waitFor()
})
