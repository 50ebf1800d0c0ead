/** Where the rail gives way to the bar at the bottom, and lists to phone lists. */
export const phoneWidth = '(max-width: 48em)'
