import type { Slice } from '../kernel/kernel.ts'
import { mailDailyNotifications, mailNotifications } from './mail-notifications.job.ts'
import { makeNotifications } from './make-notifications.job.ts'
import { notificationEndpoints } from './notification-endpoints.action.ts'
import { removeReadNotifications } from './remove-read.job.ts'

export { toldTo } from './make-notifications.job.ts'
export { insertNotifications, mutedKinds } from './notifications.sql.ts'

/** People are told of what concerns them: mentions, comments, records that became theirs, changes of what they follow. */
export const notifications: Slice = {
  endpoints: notificationEndpoints,
  subscribers: [makeNotifications, mailNotifications],
  schedules: [mailDailyNotifications, removeReadNotifications],
}
