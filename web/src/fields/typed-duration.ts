/** Seconds of '1:30', '90 min', '1h 30m', or a bare number of minutes; undefined for anything else. */
export function typedDuration(typed: string): number | undefined {
  const text = typed.trim().toLowerCase()
  const clock = /^(\d{1,5}):([0-5]\d)(?::([0-5]\d))?$/.exec(text)
  if (clock) return Number(clock[1]) * 3600 + Number(clock[2]) * 60 + Number(clock[3] ?? 0)
  if (/^\d+([.,]\d+)?$/.test(text)) return Math.round(Number(text.replace(',', '.')) * 60)
  const units = /^(?:(\d+)\s*[ht]\D*)?(?:(\d+)\s*m\D*)?(?:(\d+)\s*s\D*)?$/.exec(text)
  if (!units || text === '') return undefined
  return Number(units[1] ?? 0) * 3600 + Number(units[2] ?? 0) * 60 + Number(units[3] ?? 0)
}
