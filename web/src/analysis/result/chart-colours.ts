/** Colours of series, told apart also by those who do not see red and green; the others are grey. */
const colours = [
  'awning.5',
  'indigo.5',
  'orange.5',
  'grape.4',
  'cyan.6',
  'yellow.6',
  'pink.4',
  'lime.6',
  'blue.3',
  'red.4',
] as const

export function seriesColour(index: number): string {
  return colours[index % colours.length] ?? othersColour
}

export const othersColour = 'gray.6'
