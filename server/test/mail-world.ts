import { type MailState, sql } from '@tendero/model'
import { write } from '../src/kernel/action.ts'
import { callerOfProgram } from '../src/kernel/caller.ts'
import { newId } from '../src/kernel/identity.ts'
import type { Kernel } from '../src/kernel/kernel.ts'
import { queueMail } from '../src/mail/index.ts'
import { sendMails } from '../src/mail/send-mails.job.ts'
import { type MailEnvironment, readMailEnvironment } from '../src/platform/mail-environment.ts'
import { browserOf } from './http.ts'
import { openWorld, type World } from './world.ts'

/** Servers on this machine may be used, and nobody waits long for one. */
export const mailOnThisMachine: MailEnvironment = {
  ...readMailEnvironment({ TENDERO_PRIVATE_MAIL: 'allow' }, { host: '127.0.0.1', port: 3000 }),
  patience: { greeting: 800, answer: 800 },
}

export interface MailWorld {
  readonly world: World
  readonly ines: Awaited<ReturnType<typeof browserOf>>
  /** Minutes that the clock is moved on by. */
  wait(minutes: number): void
  /** Lets the workspace send to a server of this machine. */
  sendTo(port: number, more?: Readonly<Record<string, unknown>>): Promise<void>
  /** Queues a test mail. */
  queue(address: string, key?: string): Promise<string>
  /** Runs the job that sends. */
  send(workspaceId?: string): Promise<void>
  states(): Promise<readonly (readonly [string, MailState])[]>
}

export async function openMailWorld(parts: Partial<Kernel> = {}): Promise<MailWorld> {
  let ahead = 0
  const now = () => new Date(Date.now() + ahead)
  const world = await openWorld({ mail: mailOnThisMachine, now, ...parts })
  const ines = await browserOf(world, 'ines')
  return {
    world,
    ines,
    wait(minutes) {
      ahead += minutes * 60_000
    },
    async sendTo(port, more = {}) {
      const answer = await ines.request('PUT', '/mail/settings', { ...settingsFor(port), ...more })
      if (answer.status !== 200) throw new Error(await answer.text())
    },
    queue: (address, key) => queueTest(world, world.workspaceId, address, key),
    send: (workspaceId = world.workspaceId) =>
      sendMails.run(world.kernel, { id: newId(), workspaceId, topic: 'mail.queue', payload: {} }),
    async states() {
      const rows = await world.kernel.database.read(world.workspaceId, (tx) =>
        tx.rows<{ to_address: string; state: MailState }>(
          sql`select m.to_address, m.state from app.mail m where m.workspace_id = ${tx.workspaceId} order by m.created_at, m.id`,
        ),
      )
      return rows.map(({ to_address, state }) => [to_address, state] as const)
    },
  }
}

export function settingsFor(port: number) {
  return {
    publicUrl: null,
    server: { host: '127.0.0.1', port, security: 'none', user: null },
    fromName: 'Ferretería Sol',
    fromAddress: 'crm@example.com',
    replyTo: null,
    perMinute: 1_000,
  }
}

export async function queueTest({ kernel }: Pick<World, 'kernel'>, workspaceId: string, address: string, key?: string) {
  return write(kernel, await callerOfProgram(kernel, workspaceId), (ctx) =>
    queueMail(ctx, {
      to: { address, name: 'Ana Ñandú' },
      language: 'en',
      template: 'test',
      values: { name: address, workspace: 'Ferretería Sol' },
      ...(key ? { key } : {}),
    }),
  )
}
