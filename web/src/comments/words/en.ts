export const words = {
  comment: 'Comment',
  reply: 'Reply',
  replyTo: (who: string) => `Reply to ${who}`,
  save: 'Save',
  edit: 'Edit',
  delete: 'Delete',
  more: 'What can be done with this comment',
  hint: 'After an @ you can choose people; they are told. Ctrl+Enter sends.',
  edited: 'edited',
  deletedHere: 'This comment was deleted.',
  deleted: 'Comment deleted',
  somebody: 'Somebody',
  unread: (names: string, _count: number) =>
    `${names} may not see this record: they will not be told, and cannot read this.`,
  follow: 'Follow',
  unfollow: 'Stop following',
  followers: (names: string) => `Followed by ${names}`,
  nobody: 'Nobody follows this.',
}

export type Words = typeof words
