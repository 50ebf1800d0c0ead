import { createStore } from './store.ts'

/** What browsers offer that can install this page as a program; the standard of browsers does not name it yet. */
interface InstallationOffer extends Event {
  prompt(): Promise<unknown>
}

/** The offer of the browser to install Tendero; null where it makes none, or when it is installed. */
export const installation = createStore<InstallationOffer | null>(null)

function isOffer(event: Event): event is InstallationOffer {
  return 'prompt' in event
}

/** The browser makes its offer once, before anything is on the screen; it stands quietly in a menu until it is wanted. */
export function awaitInstallation(): void {
  window.addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault()
    if (isOffer(event)) installation.set(event)
  })
  window.addEventListener('appinstalled', () => installation.set(null))
}

export async function install(): Promise<void> {
  await installation.get()?.prompt()
  installation.set(null)
}
