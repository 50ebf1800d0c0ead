const hour = 8

/**
 * The day whose digest is due: today where somebody is, from eight in the morning on, unless it was made already.
 * @param madeOn the day of their last digest, YYYY-MM-DD
 * @returns YYYY-MM-DD; undefined when none is due
 */
export function digestDue(now: Date, timeZone: string, madeOn: string | null): string | undefined {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(now)
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((one) => one.type === type)?.value ?? ''
  const today = `${part('year')}-${part('month')}-${part('day')}`
  return Number(part('hour')) >= hour && (madeOn === null || madeOn < today) ? today : undefined
}
