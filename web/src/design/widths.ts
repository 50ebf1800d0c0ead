import { useMediaQuery } from '@mantine/hooks'

/** Where the rail gives way to the bar at the bottom, and lists to phone lists. */
const phoneWidth = '(max-width: 48em)'

/** Is the window as narrow as a phone's? From the first drawing on, so that nothing is drawn twice. */
export function useIsPhone(): boolean {
  return useMediaQuery(phoneWidth, window.matchMedia(phoneWidth).matches)
}
