import { counter } from '../../i18n/plural.ts'

const n = counter('en')

export const words = {
  bell: (unread: number) => (unread === 0 ? 'Notifications' : `Notifications, ${n(unread, 'unread', 'unread')}`),
  manyUnread: 'Notifications, 100 or more unread',
  show: 'Show',
  all: 'All',
  unread: 'Unread',
  isUnread: 'Unread.',
  markAll: 'Mark all as read',
  markRead: 'Mark as read',
  markUnread: 'Mark as unread',
  more: 'Show more',
  empty: 'Nothing yet',
  emptyLead:
    'You are told here when somebody mentions you, comments on or changes what you follow, or gives you a record.',
  nothingUnread: 'Nothing unread',
  nothingUnreadLead: 'You have read everything.',
  somebody: 'Somebody',
  untitled: 'A record whose name is hidden from you',
  leftBehind: (count: number) => `left ${n(count, 'record', 'records')} without an active owner`,
  others: (count: number) => `and ${n(count, 'more', 'more')}`,
  did: {
    mention: (who: string) => `${who} mentioned you`,
    comment: (who: string) => `${who} commented`,
    assigned: (who: string) => `${who} made you responsible`,
    shared: (who: string) => `${who} shared this with you`,
    change: (who: string) => `${who} made a change`,
    left_behind: () => 'No longer active',
  },
  settings: 'What I am told',
  kinds: {
    mention: 'Somebody mentions me',
    comment: 'Comments on what I follow',
    assigned: 'A record becomes mine',
    shared: 'Somebody shares a record with me or my team',
    change: 'Changes of what I follow',
    left_behind: 'Records of somebody who left',
  },
  byMail: 'By e-mail',
  mails: { off: 'Never', daily: 'Every morning at eight', at_once: 'As it happens' },
  following: 'You follow what you own, comment on or are mentioned on, and what you choose to follow on its page.',
}

export type Words = typeof words
