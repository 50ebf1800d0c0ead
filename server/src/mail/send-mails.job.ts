import { write } from '../kernel/action.ts'
import { callerOfProgram } from '../kernel/caller.ts'
import type { Schedule, Subscriber } from '../kernel/events.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { inTurn } from './in-turn.ts'
import { sendingServer } from './mail-server.ts'
import { readMailSetting } from './mail-setting.sql.ts'
import { attemptedSince, type DueMail, nextDue, settleLeft } from './mails.sql.ts'
import { openPlaces, type Places } from './places.ts'
import { mailQueuedTopic } from './queue-mail.action.ts'
import { tryMail } from './try-mail.job.ts'

/** After this the job ends, so that other work gets its turn; what is left goes with the next minute. */
const turnMilliseconds = 30_000
const minute = 60_000

/** Of this process's kernels. Who is put off and forgotten, because the process died, goes with the next minute. */
const places = new WeakMap<Kernel, Places>()

/** Sends what waits in a workspace, one mail after the other; later, where so many others send that no job is left. */
export const sendMails: Subscriber = {
  name: 'mail.send',
  topics: [mailQueuedTopic],
  async run(kernel, { workspaceId }) {
    const its = places.get(kernel) ?? openPlaces()
    places.set(kernel, its)
    await its.take(workspaceId, (next) => sendFor(kernel, next))
  },
}

/** Each minute: mails whose time has come, and what a worker that died has left. */
export const sendDueMails: Schedule = {
  name: 'send_due_mails',
  crontab: '* * * * *',
  async run(kernel) {
    // Of all workspaces at once, as the owner of the tables.
    const { rows } = await kernel.database.direct.query<{ workspace_id: string }>(
      `select distinct m.workspace_id from tendero.mail m
       left join tendero.mail_setting s on s.workspace_id = m.workspace_id
       where m.next_attempt_at <= $1 and m.state in ('queued', 'sending')
         and (s.resting_until is null or s.resting_until <= $1)`,
      [kernel.now().toISOString()],
    )
    for (const { workspace_id } of rows)
      await write(kernel, await callerOfProgram(kernel, workspace_id), async (ctx) => ctx.emit(mailQueuedTopic, {}))
  },
}

/** A mail that is queued while another process ends its turn is nobody's: whoever ends looks once more. */
async function sendFor(kernel: Kernel, workspaceId: string): Promise<void> {
  while (!kernel.stopping.aborted) {
    const turn = await inTurn(kernel.database, workspaceId, () => sendInTurn(kernel, workspaceId))
    if (turn?.result !== 'empty') return
    if (!(await kernel.database.read(workspaceId, (tx) => nextDue(tx, kernel.now())))) return
  }
}

/** @returns `later` when something may still be due, but not now */
async function sendInTurn(kernel: Kernel, workspaceId: string): Promise<'empty' | 'later'> {
  await kernel.database.transaction(workspaceId, settleLeft)
  const ends = performance.now() + turnMilliseconds
  while (performance.now() < ends && !kernel.stopping.aborted) {
    const next = await nextMail(kernel, workspaceId)
    if (typeof next === 'string') return next
    await tryMail(kernel, workspaceId, next)
  }
  return 'later'
}

type Next = { readonly mail: DueMail } & Pick<Parameters<typeof tryMail>[2], 'sending' | 'failures'>

async function nextMail(kernel: Kernel, workspaceId: string): Promise<Next | 'empty' | 'later'> {
  const now = kernel.now()
  const { setting, mail, attempted } = await kernel.database.read(workspaceId, async (tx) => {
    const [setting, mail, attempted] = await Promise.all([
      readMailSetting(tx),
      nextDue(tx, now),
      attemptedSince(tx, new Date(now.getTime() - minute)),
    ])
    return { setting, mail, attempted }
  })
  if (!mail) return 'empty'
  const sending = sendingServer(kernel, workspaceId, setting)
  const rests = setting.resting_until !== null && setting.resting_until > now
  if (!sending || rests || attempted >= setting.per_minute) return 'later'
  return { mail, sending, failures: setting.failures }
}
