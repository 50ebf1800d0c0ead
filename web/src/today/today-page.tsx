/** A placeholder until this screen is made. */
export function TodayPage() {
  return null
}
