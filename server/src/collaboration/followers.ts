/** That somebody follows a record, or does not although they would by themselves. */
export interface Following {
  readonly userId: string
  readonly following: boolean
}

/** Who follows a record: its owner and those who said so or took part, without those who stopped. */
export function followersOf(owner: string | null, said: readonly Following[]): readonly string[] {
  const stopped = new Set(said.filter(({ following }) => !following).map(({ userId }) => userId))
  const following = said.filter((one) => one.following).map(({ userId }) => userId)
  return [...new Set([...(owner === null || stopped.has(owner) ? [] : [owner]), ...following])]
}
