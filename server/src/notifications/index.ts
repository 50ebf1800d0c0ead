import type { Slice } from '../kernel/kernel.ts'
import { makeNotifications } from './make-notifications.job.ts'
import { notificationEndpoints } from './notification-endpoints.action.ts'
import { removeReadNotifications } from './remove-read.job.ts'

/** People are told of what concerns them: mentions, comments, records that became theirs, changes of what they follow. */
export const notifications: Slice = {
  endpoints: notificationEndpoints,
  subscribers: [makeNotifications],
  schedules: [removeReadNotifications],
}
