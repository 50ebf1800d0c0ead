/** A placeholder until this screen is made. */
export function SettingsPage() {
  return null
}
