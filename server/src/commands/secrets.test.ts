import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { bundled } from '../../test/bundle.ts'
import { startProgram } from '../../test/program.ts'
import { suiteFolder } from '../../test/suite-folder.ts'
import { openWorld } from '../../test/world.ts'
import { keysInUse, sealAgain } from '../kernel/sealed-columns.ts'
import { addSecretKey, keyFile, openSecrets } from '../platform/secrets.ts'
import { slices } from '../slices.ts'

const dataDir = suiteFolder()
const [main, world] = await Promise.all([
  bundled('src/main.ts'),
  openWorld({ dataDir, secrets: openSecrets(dataDir), privateWebhooks: true }),
])
const { kernel, workspaceId } = world
const role = await world.roleId('Representative')

async function tendero(...words: string[]): Promise<[number | null, string]> {
  const program = startProgram(main, words, { DATABASE_URL: world.ownerUrl, TENDERO_DATA: dataDir, PORT: '3997' })
  return [await program.ended, program.lines.join('\n')]
}

const stored = async (id: string): Promise<string> => {
  const { rows } = await kernel.database.direct.query(
    'select secret from tendero.webhook_state where workspace_id = $1 and webhook_id = $2',
    [workspaceId, id],
  )
  return rows[0]?.secret
}
const write = (id: string, secret: string) =>
  kernel.database.direct.query(
    'update tendero.webhook_state set secret = $3 where workspace_id = $1 and webhook_id = $2',
    [workspaceId, id, secret],
  )
const newest = () => kernel.secrets.keyNames()[0] ?? ''
const sealAll = () => Promise.all(kernel.sealedColumns.map((column) => sealAgain(kernel, column)))

let webhook: string
beforeEach(async () => {
  webhook = await world.add('ines', 'webhook', { name: 'Shop', url: 'https://example.com/hook', role })
})

describe('what is secret', () => {
  test('stands in the database under the newest key, and a copy of it in another row is worth nothing', async () => {
    const other = await world.add('ines', 'webhook', { name: 'Other', url: 'https://example.com/', role })
    const sealed = await stored(webhook)
    expect(sealed).toMatch(new RegExp(`^v1\\.${newest()}\\.`))
    expect(kernel.secrets.open(sealed, `webhook.secret ${webhook}`)).toMatch(/^whsec_/)
    expect(() => kernel.secrets.open(sealed, `webhook.secret ${other}`)).toThrow()
  })

  test('is sealed in the night when an earlier version left it readable', async () => {
    await write(webhook, 'whsec_readable')
    await sealAll()
    expect(kernel.secrets.open(await stored(webhook), `webhook.secret ${webhook}`)).toBe('whsec_readable')
  })

  test('is found by every slice that seals something: each names its columns', () => {
    const folder = join(import.meta.dirname, '..')
    const sealing = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
      (file) =>
        /^[\w-]+\/(?!.*\.test\.ts$).*\.ts$/.test(file) &&
        !/^(kernel|platform|commands)\//.test(file) &&
        readFileSync(join(folder, file), 'utf8').includes('secrets.seal('),
    )
    const named = slices.flatMap(({ sealedColumns = [] }) => sealedColumns)
    // What goes to the browser and comes back is in no table.
    const tables = sealing.filter((file) => file !== 'single-sign-on/sign-in-attempt.ts')
    expect(tables.length).toBeGreaterThan(3)
    for (const file of tables) {
      const index = readFileSync(join(folder, file.split('/')[0] ?? '', 'index.ts'), 'utf8')
      expect([file, index.includes('sealedColumns')]).toEqual([file, true])
    }
    expect(named.map(({ table, column }) => `${table}.${column}`)).toEqual(
      expect.arrayContaining(['webhook_state.secret', 'mail_setting.password', 'mail.content']),
    )
  })

  test('is reached in every column that is named', async () => {
    expect(await keysInUse(kernel)).toEqual(new Map([[newest(), expect.any(Number)]]))
  })
})

describe('a rotation', () => {
  test('seals everything under a new key, while a process that runs beside it goes on', {
    timeout: 60_000,
  }, async () => {
    const [before, secret] = [newest(), kernel.secrets.open(await stored(webhook), `webhook.secret ${webhook}`)]
    const [code, said] = await tendero('secrets', 'rotate')
    expect([code, said]).toEqual([
      0,
      expect.stringMatching(/^\d+ secrets were sealed again; the newest key is [\w-]{8}\n/),
    ])
    expect(said).toContain(`Seal nothing any more: ${before}.`)
    expect(newest()).not.toBe(before)
    const sealed = await stored(webhook)
    expect(sealed).toContain(`v1.${newest()}.`)
    expect(kernel.secrets.open(sealed, `webhook.secret ${webhook}`)).toBe(secret)

    const [, dropped] = await tendero('secrets', 'drop')
    expect(dropped).toContain(`Dropped: ${before}`)
    expect(kernel.secrets.keyNames()).toEqual([newest()])
    expect(kernel.secrets.open(await stored(webhook), `webhook.secret ${webhook}`)).toBe(secret)
    expect(statSync(keyFile(dataDir)).mode & 0o777).toBe(0o600)
  })

  test('that died half-way is gone on with, under the key that it made', { timeout: 60_000 }, async () => {
    const before = newest()
    const other = await world.add('ines', 'webhook', { name: 'Other', url: 'https://example.com/', role })
    addSecretKey(dataDir)
    const made = newest()
    await write(other, kernel.secrets.seal('whsec_done', `webhook.secret ${other}`))
    expect(await stored(webhook)).toContain(`v1.${before}.`)
    // What still has its old key is not dropped.
    expect((await tendero('secrets', 'drop'))[1]).toContain('none was dropped')
    expect((await tendero('secrets', 'rotate'))[0]).toBe(0)
    expect([newest(), ...(await keysInUse(kernel)).keys()]).toEqual([made, made])
  })

  test('touches no row that somebody changed meanwhile', async () => {
    addSecretKey(dataDir)
    const column = kernel.sealedColumns.find(({ table }) => table === 'webhook_state') ?? expect.fail('no column')
    let changed = ''
    const { seal } = kernel.secrets
    const slow = {
      ...kernel,
      secrets: { ...kernel.secrets, keyNames: kernel.secrets.keyNames, seal },
      database: {
        ...kernel.database,
        direct: new Proxy(kernel.database.direct, {
          get: (pool, name) =>
            name === 'query'
              ? async (text: string, values: unknown[]) => {
                  if (text.startsWith('update') && values.includes(webhook)) {
                    changed = seal('whsec_new', `webhook.secret ${webhook}`)
                    await write(webhook, changed)
                  }
                  return pool.query(text, values)
                }
              : Reflect.get(pool, name),
        }),
      },
    }
    await sealAgain(slow, column)
    expect(changed).not.toBe('')
    expect(await stored(webhook)).toBe(changed)
  })

  test('tells of secrets whose key is gone, and doctor does too', { timeout: 60_000 }, async () => {
    await write(webhook, 'v1.AAAAAAAA.lost')
    const [code, said] = await tendero('secrets', 'rotate')
    expect([code, said]).toEqual([1, expect.stringContaining('1 secrets were sealed with a key that is not here')])
    expect((await tendero('doctor'))[1]).toContain(
      'problem  secrets: 1 are sealed with keys that are not here (AAAAAAAA)',
    )
    await write(webhook, 'whsec_readable')
    expect((await tendero('doctor'))[1]).toContain('problem  secrets: 1 stand readable in the database')
    await sealAll()
    expect((await tendero('doctor'))[1]).toMatch(/ok {7}secrets: \d+ are sealed/)
  })

  test('is asked for by name', { timeout: 60_000 }, async () => {
    expect(await tendero('secrets')).toEqual([1, 'There is no secrets; there are: rotate, drop'])
  })
})
