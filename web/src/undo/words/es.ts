import type { Words } from './en.ts'

export const words: Words = {
  title: 'Deshacer',
  touches: 'Lo que vuelve atrás',
  parts: {
    create: (what) => `${what}: se elimina de nuevo`,
    update: (what) => `${what}: vuelve a lo que había`,
    delete: (what) => `${what}: se recupera`,
    restore: (what) => `${what}: se elimina de nuevo`,
  },
  until: (when) => `Se puede deshacer hasta el ${when}.`,
  none: 'Nadie ha cambiado nada de esto desde entonces.',
  conflicts: (count) =>
    count === 1
      ? 'Una cosa ha cambiado después. ¿Qué hacemos con ella?'
      : `${count} cosas han cambiado después. ¿Qué hacemos con ellas?`,
  keepAll: 'Conservar todo',
  undoAll: 'Deshacer todo',
  keep: 'Conservar',
  undo: 'Deshacer',
  choiceFor: (what) => `Qué pasa con ${what}`,
  before: 'Era',
  written: 'Se puso',
  now: 'Ahora es',
  changedBy: (who, when) => `${who}, ${when}`,
  somebody: 'alguien',
  made: 'Se creó entonces y ha cambiado después: se queda, o se va con sus cambios.',
  used: 'Se creó entonces y otros le han añadido cosas o lo enlazan desde entonces: se queda, o se va igualmente.',
  gone: 'Ya no existe y así queda.',
  hidden: 'No puedes ver esto: se queda como está.',
  unseen: 'Un registro que no puedes ver',
  more: 'Mostrar más',
  rest: (count) => `${count} más no se muestran:`,
  submit: 'Deshacer',
  changed: 'Alguien acaba de cambiar algo más. Vuelve a mirarlo antes de seguir.',
}
