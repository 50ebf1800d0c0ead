import { languages, sql } from '@tendero/model'
import { beforeAll, describe, expect, test } from 'vitest'
import { openWorld, type World } from '../../test/world.ts'
import { write } from '../kernel/action.ts'
import type { Context } from '../kernel/context.ts'
import { readMailEnvironment } from '../platform/mail-environment.ts'
import { keepPublicUrl, type OutgoingMail, publicUrl, queueMail } from './index.ts'
import { unpackContent } from './mail-content.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})

const inInes = async <T>(work: (ctx: Context) => Promise<T>) => write(world.kernel, await world.as('ines'), work)

interface Row {
  readonly state: string
  readonly subject: string
  readonly to_name: string | null
  readonly content: string
  readonly secret: boolean
  readonly message_id: string
}

const rowOf = async (id: string): Promise<Row> => {
  const [row] = await world.kernel.database.read(world.workspaceId, (tx) =>
    tx.rows<Row>(sql`select m.* from app.mail m where m.workspace_id = ${tx.workspaceId} and m.id = ${id}`),
  )
  if (!row) throw new Error('no such mail')
  return row
}

const invitation: OutgoingMail<'invitation'> = {
  to: { address: 'new@example.com', name: 'Nora' },
  language: 'es',
  template: 'invitation',
  values: { name: 'Nora', inviter: 'Ines', workspace: 'Ferretería Sol', url: 'https://crm.example.com/invitation/abc' },
}

describe('a mail that is queued', () => {
  test('is kept when no server is configured, in the words of its language', async () => {
    const row = await rowOf(await inInes((ctx) => queueMail(ctx, invitation)))
    expect(row).toMatchObject({ state: 'kept', subject: 'Ines te invita a Ferretería Sol', to_name: 'Nora' })
    const { text, html } = unpackContent(world.kernel, world.workspaceId, row)
    expect(text).toContain('Aceptar la invitación:\nhttps://crm.example.com/invitation/abc')
    expect(html).toContain('href="https://crm.example.com/invitation/abc"')
  })

  test('goes back with the unit of work that failed', async () => {
    const before = await count()
    await expect(
      inInes(async (ctx) => {
        await queueMail(ctx, invitation)
        throw new Error('something else went wrong')
      }),
    ).rejects.toThrow('something else')
    expect(await count()).toBe(before)
  })

  test('is queued once under one key', async () => {
    const keyed = { ...invitation, key: 'invitation 1' }
    const first = await inInes((ctx) => queueMail(ctx, keyed))
    expect(await inInes((ctx) => queueMail(ctx, keyed))).toBe(first)
  })

  test('that lets somebody in cannot be read from the database', async () => {
    const row = await rowOf(await inInes((ctx) => queueMail(ctx, { ...invitation, secret: true })))
    expect(JSON.stringify(row)).not.toContain('invitation/abc')
    expect(unpackContent(world.kernel, world.workspaceId, row).text).toContain('invitation/abc')
    expect(() => unpackContent(world.kernel, world.stranger.workspaceId, row)).toThrow()
  })

  test('has no line breaks where headers are made of it, and no HTML of those who wrote its values', async () => {
    const row = await rowOf(
      await inInes((ctx) =>
        queueMail(ctx, {
          ...invitation,
          to: { address: 'new@example.com', name: 'Nora\r\nBcc: all@example.com' },
          values: {
            ...invitation.values,
            inviter: 'Ines\r\nBcc: all@example.com',
            name: '<img src=x onerror=alert(1)>',
          },
        }),
      ),
    )
    expect(row.subject).toBe('Ines Bcc: all@example.com te invita a Ferretería Sol')
    expect(row.to_name).toBe('Nora Bcc: all@example.com')
    expect(unpackContent(world.kernel, world.workspaceId, row).html).toContain('&lt;img src=x onerror=alert(1)&gt;')
  })

  test.each(languages)('exists in the language %s for every template', async (language) => {
    const values = {
      name: 'N',
      inviter: 'I',
      workspace: 'W',
      url: 'https://a.example',
      minutes: '30',
      count: '2',
      items: 'a\nb',
    }
    for (const template of ['invitation', 'password_reset', 'test', 'notification_digest'] as const) {
      const row = await rowOf(await inInes((ctx) => queueMail(ctx, { ...invitation, template, values, language })))
      expect(row.subject.length).toBeGreaterThan(5)
    }
  })
})

describe('links in mails', () => {
  const linkOf = () => inInes((ctx) => publicUrl(ctx, '/x'))

  test('lead to where the program listens, until the workspace knows its address', async () => {
    expect(await linkOf()).toBe('http://127.0.0.1:3000/x')
    await inInes(({ tx }) => keepPublicUrl(tx, 'https://crm.example.com'))
    expect(await linkOf()).toBe('https://crm.example.com/x')
  })

  test('lead to what the operator says before all else', async () => {
    const mail = readMailEnvironment({ TENDERO_URL: 'https://told.example/' }, { host: '::1', port: 80 })
    const link = await inInes(({ kernel, tx }) => publicUrl({ kernel: { ...kernel, mail }, tx }, '/x'))
    expect(link).toBe('https://told.example/x')
  })
})

async function count(): Promise<number> {
  const rows = await world.kernel.database.read(world.workspaceId, (tx) =>
    tx.rows(sql`select m.id from app.mail m where m.workspace_id = ${tx.workspaceId}`),
  )
  return rows.length
}
