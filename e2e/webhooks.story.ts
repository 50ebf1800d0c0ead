import type { Session } from '@tendero/model'
import { Webhook } from 'standardwebhooks'
import { expect, test } from 'vitest'
import { startReceiver } from '../server/test/receiver.ts'
import { expectAccessible } from './accessible.ts'
import { type Company, startTendero } from './tendero.ts'

const tendero = await startTendero({ TENDERO_PRIVATE_WEBHOOKS: 'allow' })

test('a webhook is set up, tried out, and what was sent is read and sent again', async () => {
  const receiver = await startReceiver()
  const company = await tendero.found()
  const page = await company.open('settings/webhooks')
  await page.getByText('No webhooks yet').waitFor()
  await expectAccessible(page, 'no webhooks')

  await page.getByRole('button', { name: 'New webhook' }).click()
  const form = page.getByRole('dialog')
  await form.getByRole('textbox', { name: 'Name' }).fill('Web shop')
  await form.getByRole('textbox', { name: 'Address' }).fill(receiver.url)
  await form.getByRole('combobox', { name: 'Events' }).click()
  await page.getByRole('option', { name: 'Account: created' }).click()
  await page.keyboard.press('Tab')
  await form.getByRole('combobox', { name: 'Reads as' }).click()
  await page.getByRole('option', { name: 'Administrator' }).click()
  await expectAccessible(page, 'the form of a webhook')
  await form.getByRole('button', { name: 'Make the webhook' }).click()
  const shown = page.getByRole('dialog', { name: 'The secret is made' })
  const secret = await shown.getByRole('textbox', { name: 'The secret' }).inputValue()
  await expectAccessible(page, 'the secret of a webhook')
  await shown.getByRole('button', { name: 'Done' }).click()

  // A record that is made arrives there, signed with that secret.
  await company.api('POST', '/accounts', { name: 'Acme' })
  const [message] = await receiver.until(1)
  expect(new Webhook(secret).verify(message?.body ?? '', message?.headers as Record<string, string>)).toMatchObject({
    type: 'account.create',
    data: { record: { name: 'Acme' } },
  })

  await page.getByRole('button', { name: 'What was sent: Web shop' }).click()
  const log = page.getByRole('dialog', { name: 'What was sent: Web shop' })
  await log.getByRole('button', { name: 'Send a test' }).click()
  await receiver.until(2)
  await log.getByRole('button', { name: /webhook\.test.*Delivered 200/ }).waitFor()
  await log.getByRole('button', { name: /account\.create/ }).click()
  await log.getByRole('region', { name: 'Message' }).getByText('"name": "Acme"').waitFor()
  await log.getByRole('region', { name: 'Answer' }).getByText('thanks').waitFor()
  await expectAccessible(page, 'the log of a webhook')
  await log.getByRole('button', { name: 'Send it again' }).click()
  const again = (await receiver.until(3)).at(-1)
  expect(again?.headers['webhook-id']).toBe(message?.headers['webhook-id'])

  for (const language of ['es', 'et'] as const) {
    await company.api('PATCH', `/users/${await ownUser(company)}`, { language })
    const phone = await company.open('settings/webhooks', { language, phone: true, scheme: 'dark' })
    await phone.getByRole('button', { name: /: Web shop$/ }).click()
    await phone.getByRole('button', { name: /account\.create/ }).click()
    await phone.getByText('"name": "Acme"').waitFor()
    await expectAccessible(phone, `the log of a webhook on a phone, ${language}`)
  }
})

async function ownUser(company: Company): Promise<string> {
  const { user } = await company.api<Session>('GET', '/session')
  return user.id
}
