import { counter } from '../../i18n/plural.ts'
import type { roles as english } from './en-roles.ts'

const n = counter('es')

export const roles: typeof english = {
  add: 'Nuevo rol',
  addLead: 'Lo que puede hacer se decide en la página siguiente.',
  all: 'Todos los roles',
  name: 'Nombre',
  startFrom: 'Empezar con los permisos de',
  startFromNothing: 'Ningún permiso',
  everything: 'Puede hacerlo todo',
  everythingLead: 'Administración: todos los registros y todos los ajustes. Mejor pocas personas.',
  may: (actions) => `Puede ${actions}`,
  people: (count) => n(count, 'persona', 'personas'),
  inWords: 'En palabras',
  records: 'Registros',
  recordsLead:
    'De quién son los registros que las personas con este rol pueden ver, editar y eliminar. Quien puede editar un registro también lo ve.',
  actionsTitle: 'Acciones permitidas',
  noActions: 'Ninguna',
  object: 'Registros',
  verbs: { create: 'Crear', read: 'Ver', edit: 'Editar', delete: 'Eliminar' },
  fields: 'Campos',
  groups: { records: 'Clientes y ventas', work: 'Trabajo', settings: 'Ajustes' },
  scopes: {
    none: 'Ninguno',
    own: 'Propios',
    team: 'Del equipo',
    team_and_below: 'Equipo y debajo',
    all: 'Todos',
  },
  yesNo: { yes: 'Sí', no: 'No' },
  allFields: 'Todos los campos',
  limited: (count) => n(count, 'campo limitado', 'campos limitados'),
  fieldsOf: (objects) => `Campos de ${objects.toLowerCase()}`,
  fieldsLead:
    'Un campo oculto no existe para este rol: ni en listas, ni en filtros, informes, exportaciones o historial.',
  limits: { free: 'Libre', read_only: 'Solo leer', hidden: 'Oculto' },
  titleField: 'Da nombre al registro: no se puede ocultar',
  requiredField: 'Obligatorio: quien no puede rellenarlo no puede crear registros',
  actions: {
    export: { title: 'Exportar', lead: 'Sacar listas como archivos CSV.' },
    import: { title: 'Importar', lead: 'Traer archivos y revertir importaciones.' },
    mass_edit: { title: 'Cambiar muchos a la vez', lead: 'Editar o eliminar varios registros seleccionados.' },
    merge: { title: 'Fusionar registros', lead: 'Hacer uno de varios registros que son el mismo.' },
    settings: {
      title: 'Invitar personas y crear claves de API',
      lead: 'Junto con el permiso para editar personas y roles.',
    },
    audit: {
      title: 'Ver el registro de auditoría',
      lead: 'Quién hizo qué, cuándo y desde dónde, con los valores de antes y después.',
    },
  },
  review: 'Revisar y guardar',
  discard: 'Descartar',
  reviewTitle: 'Lo que cambia',
  concernsNobody: 'Ahora mismo nadie tiene este rol.',
  concerns: (count, names) =>
    count > 5
      ? `Vale al momento para ${n(count, 'persona', 'personas')}, entre ellas ${names}.`
      : `Vale al momento para ${names}.`,
  preview: {
    title: 'Qué gana y qué pierde cada persona',
    counting: 'Contando registros…',
    nothing: 'Todos alcanzan los mismos registros que antes.',
    gained: (count, most) => `gana ${most ? `${count} o más` : count}`,
    lost: (count, most) => `pierde ${most ? `${count} o más` : count}`,
    notCounted: 'sin contar',
    incomplete: 'No hubo tiempo para contarlo todo.',
    others: (count) => `${n(count, 'persona más tiene', 'personas más tienen')} este rol y no se ha contado lo suyo.`,
    fieldsToo: 'Campos que dependen de otros',
    uses: { edit: 'Libre', read: 'Solo lectura', hidden: 'Oculto' },
  },
  saved: (name) => `Se guardó ${name}`,
  deleteLater: (count) => `${n(count, 'persona tiene', 'personas tienen')} este rol; dales antes otro`,
  sentence: {
    whole: (may, not) => `Puede ${may}${not ? `; no puede ${not}` : ''}.`,
    nothing: 'Sin acceso.',
    createOnly: 'Puede crear, pero no ver.',
    about: 'ver las de los registros que ven',
    create: 'crear',
    read: {
      none: '',
      own: 'ver lo propio',
      team: 'ver lo de su equipo',
      team_and_below: 'ver lo de su equipo y los inferiores',
      all: 'ver todo',
    },
    edit: {
      none: '',
      own: 'editar lo propio',
      team: 'editar lo de su equipo',
      team_and_below: 'editar lo de su equipo y los inferiores',
      all: 'editar todo',
    },
    delete: {
      none: '',
      own: 'eliminar lo propio',
      team: 'eliminar lo de su equipo',
      team_and_below: 'eliminar lo de su equipo y los inferiores',
      all: 'eliminar todo',
    },
    not: { create: 'crear', edit: 'editar', delete: 'eliminar' },
  },
}
