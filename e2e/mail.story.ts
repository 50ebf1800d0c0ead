import type { AnyRecord, MailPage, Session } from '@tendero/model'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { startDnsServer } from '../server/test/dns-server.ts'
import { startMailServer } from '../server/test/mail-server.ts'
import { expectAccessible } from './accessible.ts'
import { startTendero } from './tendero.ts'

const dns = await startDnsServer()
const tendero = await startTendero({ TENDERO_PRIVATE_MAIL: 'allow', TENDERO_DNS: dns.address })

test('mail is read in the outbox, a server is set up and tried, what was kept goes out and what failed goes again', async () => {
  const server = await startMailServer()
  const company = await tendero.found()
  const { user } = await company.api<Session>('GET', '/session')
  await company.api('PUT', '/notifications/settings', { muted: [], mail: 'at_once' })
  const { id } = await company.api<AnyRecord>('POST', '/accounts', { name: 'Acme' })
  const bea = await company.openAs('Bea', 'today')
  const page = await company.open('settings/mail')
  await page.getByText('No server yet: mail stays here').waitFor()
  await page.getByText('No mail yet').waitFor()
  await expectAccessible(page, 'an empty outbox')

  // The outbox without a server: a mail is kept, read, and its link followed.
  await rename(bea, company.slug, id, 'Acme Ltd')
  await page.reload()
  await page.getByRole('button', { name: /1 new notification in Ibarra Workshop/ }).click()
  const reader = page.getByRole('dialog', { name: '1 new notification in Ibarra Workshop' })
  await reader.getByText('Kept here').waitFor()
  const message = reader.frameLocator('iframe')
  await message.getByText('Acme Ltd: Bea made a change').waitFor()
  const link = message.getByRole('link', { name: 'Open Tendero' })
  expect(await link.getAttribute('href')).toMatch(`/w/${company.slug}/notifications`)
  expect(await link.evaluate((shown) => getComputedStyle(shown).backgroundColor)).toBe('rgb(11, 110, 79)')
  await expectAccessible(page, 'a mail of the outbox')
  await reader.getByText('As text').click()
  await reader.getByText('Hello Ana Ibarra,').waitFor()
  await page.keyboard.press('Escape')

  // A server is set up, and a test message arrives.
  await page.getByRole('button', { name: 'Server and sender' }).click()
  await page.getByRole('switch', { name: 'Send through a server of your own' }).check({ force: true })
  await page.getByRole('textbox', { name: 'Server', exact: true }).fill('127.0.0.1')
  await page.getByRole('combobox', { name: 'Security' }).click()
  await page.getByRole('option', { name: 'None' }).click()
  await page.getByRole('textbox', { name: 'Port' }).fill(String(server.port))
  await page.getByRole('textbox', { name: 'Sender: Address' }).fill('crm@example.com')
  await page.getByRole('textbox', { name: 'Address of Tendero' }).fill(tendero.address)
  await expectAccessible(page, 'the form of a mail server')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('button', { name: 'Send a test' }).click()
  await page.getByText('The server has taken the message').waitFor()
  expect((await server.until(1))[0]).toMatchObject({ to: [user.email], from: 'crm@example.com' })
  await expectAccessible(page, 'a test message that arrived')

  // What was kept goes when somebody chooses it.
  await page.getByRole('button', { name: 'Outbox' }).click()
  await page.getByRole('checkbox', { name: 'Choose: 1 new notification in Ibarra Workshop' }).check()
  await page.getByRole('button', { name: 'Send now' }).click()
  expect((await server.until(2))[1]?.parsed.text).toContain('Acme Ltd: Bea made a change')

  // What the server refused goes again when a person says so.
  server.behave({ content: '554 5.6.0 looks like spam' })
  await rename(bea, company.slug, id, 'Acme plc')
  await expect.poll(async () => (await company.api<MailPage>('GET', '/mail/messages')).items[0]?.state).toBe('failed')
  await page.reload()
  await page
    .getByRole('button', { name: /1 new notification/ })
    .first()
    .click()
  const failed = page.getByRole('dialog', { name: /1 new notification/ })
  await failed.getByText('554 5.6.0 looks like spam').waitFor()
  server.behave({})
  await failed.getByRole('button', { name: 'Send again' }).click()
  await failed.getByText('Sent', { exact: true }).waitFor()
  expect((await server.until(3))[2]?.parsed.text).toContain('Acme plc: Bea made a change')
  const [popup] = await Promise.all([
    page.waitForEvent('popup'),
    failed.frameLocator('iframe').getByRole('link', { name: 'Open Tendero' }).click(),
  ])
  await popup.waitForURL(`${tendero.address}/w/${company.slug}/notifications`)

  // An address is blocked, and released again.
  await failed.getByRole('button', { name: 'Close' }).click()
  await page.getByRole('button', { name: 'Blocked addresses' }).click()
  await page.getByRole('textbox', { name: 'Address' }).fill('gone@example.com')
  await page.getByRole('button', { name: 'Block', exact: true }).click()
  await page.getByRole('button', { name: 'Release gone@example.com' }).click()
  await page.getByText('Every address is written to').waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByRole('button', { name: 'Release gone@example.com' }).waitFor()
  await expectAccessible(page, 'blocked addresses')

  // The records that receivers look for are checked against the DNS.
  dns.know({ 'TXT example.com': ['v=spf1 ip4:127.0.0.1 -all'] })
  await page.getByRole('button', { name: 'Trust of receivers' }).click()
  await page.getByText('In order').waitFor()
  await page.getByRole('button', { name: 'Make a key' }).click()
  const key = await page.getByRole('textbox', { name: 'Text of the TXT record' }).inputValue()
  dns.know({ 'TXT example.com': ['v=spf1 +all'], 'TXT tendero._domainkey.example.com': [key] })
  await page.getByRole('button', { name: 'Check again' }).click()
  await page.getByText('“+all” lets everybody send in your name.').waitFor()
  await page.getByText('Nothing is there: _dmarc.example.com').waitFor()
  await expectAccessible(page, 'the check of the records of a sender')

  for (const [language, parts] of [
    ['es', ['?item=server', '?item=dns']],
    ['et', ['']],
  ] as const) {
    await company.api('PATCH', `/users/${user.id}`, { language })
    for (const part of parts) {
      const phone = await company.open(`settings/mail${part}`, { language, phone: true, scheme: 'dark' })
      await phone.getByRole('button', { name: /^(Servidor y remitente|Server ja saatja)$/ }).waitFor()
      await expectAccessible(phone, `e-mail ${part} on a phone, ${language}`)
    }
  }
})

/** A colleague changes a record, which its owner is told of. */
async function rename(page: Page, slug: string, id: string, name: string): Promise<void> {
  const status = await page.evaluate(
    async ([path, workspace, body]) =>
      (
        await fetch(path ?? '', {
          method: 'PATCH',
          headers: { 'content-type': 'application/json', 'tendero-workspace': workspace ?? '' },
          body,
        })
      ).status,
    [`/api/v1/accounts/${id}`, slug, JSON.stringify({ name })],
  )
  expect(status).toBe(200)
}
