/** A placeholder until this screen is made. */
export function RecordPage() {
  return null
}
