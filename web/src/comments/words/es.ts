import type { Words } from './en.ts'

export const words: Words = {
  comment: 'Comentar',
  reply: 'Responder',
  replyTo: (who) => `Responder a ${who}`,
  save: 'Guardar',
  edit: 'Editar',
  delete: 'Eliminar',
  more: 'Qué se puede hacer con este comentario',
  hint: 'Tras una @ puedes elegir personas, que recibirán un aviso. Ctrl+Intro envía.',
  edited: 'editado',
  deletedHere: 'Este comentario se eliminó.',
  deleted: 'Comentario eliminado',
  somebody: 'Alguien',
  unread: (names, count) =>
    count === 1
      ? `${names} no puede ver este registro: no recibirá aviso ni podrá leer esto.`
      : `${names} no pueden ver este registro: no recibirán aviso ni podrán leer esto.`,
  follow: 'Seguir',
  unfollow: 'Dejar de seguir',
  followers: (names) => `Lo siguen: ${names}`,
  nobody: 'Nadie lo sigue.',
}
