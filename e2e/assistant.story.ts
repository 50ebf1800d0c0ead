import { expect, test } from 'vitest'
import { expectAccessible } from './accessible.ts'
import { startTendero } from './tendero.ts'
import { populate } from './world.ts'

const tendero = await startTendero()

interface Configuration {
  readonly mcpServers: {
    readonly tendero: { readonly url: string; readonly headers: Readonly<Record<string, string>> }
  }
}

test('an assistant is connected with a key of its own, and what it did is found and taken back', async () => {
  const company = await tendero.found()
  const { account } = await populate(company)
  const page = await company.open('settings/api-keys')
  await page.getByRole('heading', { name: 'Connect an assistant' }).waitFor()
  await page.getByText(`${tendero.address}/api/mcp`).waitFor()
  await page.getByRole('button', { name: 'Make a key' }).click()
  await page.getByRole('textbox', { name: 'What it is for' }).fill('My assistant')
  await page.getByRole('combobox', { name: 'Role' }).click()
  await page.getByRole('option', { name: 'Administrator' }).click()
  await page.getByRole('radio', { name: 'An assistant that also writes' }).check()
  await expectAccessible(page, 'a new key')
  await page.getByRole('button', { name: 'Make the key' }).click()
  const configuration: Configuration = JSON.parse(await page.locator('pre', { hasText: 'mcpServers' }).innerText())
  await expectAccessible(page, 'the configuration of an assistant')
  await page.getByRole('button', { name: 'Done' }).click()
  await page.getByText('An assistant that also writes').waitFor()

  const call = toolsOf(configuration)
  const { plan } = await call('update_record', { object: 'account', id: account.id, values: { name: 'By plan' } })
  await call('confirm_plan', { plan })
  const operations = await company.open('settings/operations')
  await operations.getByText('by an assistant').first().waitFor()
  await expectAccessible(operations, 'what an assistant did')
  const { items } = await company.api<{ items: readonly { id: string }[] }>('GET', '/operations')
  await company.api('POST', `/operations/${items[0]?.id}/reversal`)
  expect(await company.api('GET', `/accounts/${account.id}`)).toMatchObject({ name: account.name })
})

/** Calls tools with nothing but what the screen says. */
function toolsOf({ mcpServers: { tendero } }: Configuration) {
  return async (name: string, given: unknown): Promise<Readonly<Record<string, unknown>>> => {
    const message = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: given } }
    const answer = await fetch(tendero.url, {
      method: 'POST',
      headers: { ...tendero.headers, 'content-type': 'application/json' },
      body: JSON.stringify(message),
    })
    const { result } = (await answer.json()) as {
      result: { isError?: boolean; structuredContent: Readonly<Record<string, unknown>> }
    }
    expect(result.isError).toBeUndefined()
    return result.structuredContent
  }
}
