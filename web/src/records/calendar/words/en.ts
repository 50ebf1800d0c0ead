export const words = {
  by: 'Date',
  previousMonth: 'Previous month',
  nextMonth: 'Next month',
  more: (count: string) => `${count} more`,
  day: (day: string, count: string) => `${day}: ${count}`,
  create: (day: string) => `Create on ${day}`,
  empty: 'Nothing in this month',
  moved: (title: string, day: string) => `${title} is now on ${day}`,
  asList: 'Show as a list',
  byKeyboard: 'Alt and an arrow key move it by a day or a week',
}

export type Words = typeof words
