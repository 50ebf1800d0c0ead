import {
  type NotificationPage,
  type NotificationSettings,
  notificationKinds,
  notificationMails,
  type UnreadNotifications,
} from '@tendero/model'
import { z } from 'zod'
import { decodePlace, encodePlace } from '../collaboration/index.ts'
import { acceptBody, instant } from '../kernel/accept-body.ts'
import { write } from '../kernel/action.ts'
import { type ApiRequest, type Endpoint, endpoint } from '../kernel/endpoint.ts'
import { readingFor } from '../kernel/read-records.ts'
import { toldTo } from './make-notifications.job.ts'
import { keepSetting, markNotifications, notificationRows, readSetting } from './notifications.sql.ts'
import { shownNotifications } from './shown-notifications.sql.ts'

const perPage = 30
const mostCounted = 100
const mostMarked = 500

const marking = z
  .strictObject({
    ids: z.array(z.uuid()).max(mostMarked).optional(),
    until: instant.optional(),
    read: z.boolean(),
  })
  .refine(({ ids, until }) => (ids === undefined) !== (until === undefined), { error: 'either' })
const settings = z.strictObject({
  muted: z.array(z.enum(notificationKinds)).max(notificationKinds.length),
  /** What is left out stays. */
  mail: z.enum(notificationMails).optional(),
})

export const notificationEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/notifications',
    personal: true,
    summary: `What somebody is told: mentions, comments, new records of theirs, changes of what they follow; ${perPage} at a time from the newest. \`unread=true\` leaves out what was read; \`cursor\` reads on.`,
    handle: list,
  }),
  endpoint({
    method: 'GET',
    path: '/notifications/unread',
    personal: true,
    summary: `How many notifications are unread, counted to ${mostCounted}.`,
    handle: countUnread,
  }),
  endpoint({
    method: 'PATCH',
    path: '/notifications',
    summary: 'Marks notifications as read or unread by their `ids`, or all `until` an instant.',
    input: marking,
    handle: mark,
  }),
  endpoint({
    method: 'GET',
    path: '/notifications/settings',
    personal: true,
    summary: 'The kinds of notification that somebody does not want, and whether they come by e-mail too.',
    handle: readSettings,
  }),
  endpoint({
    method: 'PUT',
    path: '/notifications/settings',
    summary: 'Sets the kinds of notification that somebody does not want, and whether they come by e-mail too.',
    input: settings,
    handle: changeSettings,
  }),
]

async function list({ kernel, caller, query }: ApiRequest): Promise<NotificationPage> {
  const before = query.cursor === undefined ? undefined : decodePlace(query.cursor)
  return kernel.database.read(caller.actor.workspaceId, async (tx) => {
    const wanted = { unread: query.unread === 'true', before, most: perPage + 1 }
    const rows = await notificationRows(tx, caller.actor.userId, wanted)
    const page = rows.slice(0, perPage)
    const last = page.at(-1)
    return {
      items: await shownNotifications(readingFor(kernel, caller, tx), page),
      next: rows.length > perPage && last ? encodePlace(last) : null,
    }
  })
}

async function countUnread({ kernel, caller }: ApiRequest): Promise<UnreadNotifications> {
  return kernel.database.read(caller.actor.workspaceId, async (tx) => {
    const wanted = { unread: true, before: undefined, most: mostCounted }
    const rows = await notificationRows(tx, caller.actor.userId, wanted)
    return { count: (await shownNotifications(readingFor(kernel, caller, tx), rows)).length }
  })
}

/** The person's other windows hear of it. */
async function mark({ kernel, caller, body }: ApiRequest): Promise<null> {
  const { read, ...marked } = acceptBody(marking, body)
  const { userId } = caller.actor
  await write(kernel, caller, async (ctx) => {
    await markNotifications(ctx.tx, userId, marked, read, ctx.now)
    ctx.emit('notification.read', toldTo([userId]))
  })
  return null
}

async function readSettings({ kernel, caller }: ApiRequest): Promise<NotificationSettings> {
  const { workspaceId, userId } = caller.actor
  return kernel.database.read(workspaceId, (tx) => readSetting(tx, userId))
}

async function changeSettings({ kernel, caller, body }: ApiRequest): Promise<NotificationSettings> {
  const change = acceptBody(settings, body)
  const { workspaceId, userId } = caller.actor
  return kernel.database.transaction(workspaceId, async (tx) => {
    await keepSetting(tx, userId, { ...(await readSetting(tx, userId)), ...change })
    return readSetting(tx, userId)
  })
}
