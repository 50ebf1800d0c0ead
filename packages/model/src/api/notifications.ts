/**
 * Why somebody is told: they were mentioned; a comment on a record they follow; a record became theirs; one was shared with
 * them or their team; somebody changed one they follow; somebody who is no longer active left records behind.
 */
export const notificationKinds = ['mention', 'comment', 'assigned', 'shared', 'change', 'left_behind'] as const
export type NotificationKind = (typeof notificationKinds)[number]

/** What streams of changes call a person's notifications: an object's record, whose id is the person's. */
export const notificationObject = 'notification'

/** Something that somebody is told, as far as they may know of it now. */
export interface NotificationItem {
  readonly id: string
  readonly kind: NotificationKind
  readonly at: string
  readonly read: boolean
  /** Who did it; null when it was no person. */
  readonly by: { readonly id: string; readonly name: string } | null
  /** The record; without a title when the reader may not know what it is called. */
  readonly record: { readonly object: string; readonly id: string; readonly title: string | null }
  /** How many more records the same work was about. */
  readonly others: number
  readonly comment: { readonly id: string; readonly excerpt: string } | null
}

/** Notifications, the newest first. */
export interface NotificationPage {
  readonly items: readonly NotificationItem[]
  /** Cursor of the following page; null at the end. A page may hold less than asked for, or nothing, and not be the last. */
  readonly next: string | null
}

/** Unread notifications, counted to a hundred. */
export interface UnreadNotifications {
  readonly count: number
}

/** When what is unread comes by e-mail too: never, at eight in the morning where the person is, or as it happens. */
export const notificationMails = ['off', 'daily', 'at_once'] as const
export type NotificationMail = (typeof notificationMails)[number]

/** What a person is told, and how. */
export interface NotificationSettings {
  /** The kinds that they do not want. */
  readonly muted: readonly NotificationKind[]
  readonly mail: NotificationMail
}
