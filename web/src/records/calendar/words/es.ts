import type { Words } from './en.ts'

export const words: Words = {
  by: 'Fecha',
  previousMonth: 'Mes anterior',
  nextMonth: 'Mes siguiente',
  more: (count) => `${count} más`,
  day: (day, count) => `${day}: ${count}`,
  create: (day) => `Crear el ${day}`,
  empty: 'Nada en este mes',
  moved: (title, day) => `${title} pasa al ${day}`,
  asList: 'Mostrar como lista',
  byKeyboard: 'Alt y una flecha lo mueven un día o una semana',
}
