import { Button } from '@mantine/core'
import type { MetadataObject, Rights } from '@tendero/model/api'
import { type Scope, scopes, type Verb, verbs } from '@tendero/model/define-object'
import { useState } from 'react'
import { ObjectIcon } from '../../design/icon.tsx'
import { useCatalogue } from '../../kernel/metadata.ts'
import { useSettingsWords } from '../words.ts'
import { FieldRights } from './field-rights.tsx'
import { objectGroups, objectsOf } from './object-groups.ts'
import { accessTo, withScope } from './rights.ts'
import classes from './roles.module.css'

interface RightsMatrixProps {
  readonly rights: Rights
  readonly onChange: (rights: Rights) => void
}

/** Which records a role may create, see, edit and delete. */
export function RightsMatrix({ rights, onChange }: RightsMatrixProps) {
  const words = useSettingsWords().roles
  const { objects } = useCatalogue()
  const [first] = useState(rights)
  const [fieldsOf, setFieldsOf] = useState<MetadataObject | null>(null)
  return (
    <>
      <table className={classes.matrix}>
        <thead>
          <tr>
            <th scope="col">{words.object}</th>
            {verbs.map((verb) => (
              <th key={verb} scope="col">
                {words.verbs[verb]}
              </th>
            ))}
            <th scope="col">{words.fields}</th>
          </tr>
        </thead>
        {objectGroups.map((group) => (
          <tbody key={group} className={classes.group}>
            <tr>
              <th scope="rowgroup" colSpan={6} className={classes.groupName}>
                {words.groups[group]}
              </th>
            </tr>
            {objectsOf(objects, group).map((object) => (
              <ObjectRow
                key={object.name}
                object={object}
                rights={rights}
                first={first}
                onScope={(verb, scope) => onChange(withScope(rights, object.name, verb, scope))}
                onFields={() => setFieldsOf(object)}
              />
            ))}
          </tbody>
        ))}
      </table>
      {fieldsOf && (
        <FieldRights object={fieldsOf} rights={rights} onChange={onChange} onClose={() => setFieldsOf(null)} />
      )}
    </>
  )
}

interface ObjectRowProps {
  readonly object: MetadataObject
  readonly rights: Rights
  readonly first: Rights
  readonly onScope: (verb: Verb, scope: Scope) => void
  readonly onFields: () => void
}

/** Only what has an owner can be one's own; whoever creates becomes the owner. */
function scopesFor(object: MetadataObject, verb: Verb, chosen: Scope): readonly Scope[] {
  const offered: readonly Scope[] = object.owned && verb !== 'create' ? scopes : ['none', 'all']
  return offered.includes(chosen) ? offered : scopes.filter((scope) => offered.includes(scope) || scope === chosen)
}

function ObjectRow({ object, rights, first, onScope, onFields }: ObjectRowProps) {
  const words = useSettingsWords().roles
  const access = accessTo(rights, object.name)
  const limits = Object.values(rights.fields?.[object.name] ?? {})
  return (
    <tr>
      <th scope="row">
        <span className={`${classes.object} ${object.parent.length > 0 ? classes.part : ''}`}>
          <ObjectIcon name={object.icon} />
          {object.label.many}
        </span>
      </th>
      {verbs.map((verb) => (
        <td key={verb}>
          <span className={classes.verb} aria-hidden>
            {words.verbs[verb]}
          </span>
          <select
            className={classes.scope}
            aria-label={`${object.label.many}: ${words.verbs[verb]}`}
            data-scope={access[verb]}
            data-changed={access[verb] !== accessTo(first, object.name)[verb] || undefined}
            value={access[verb]}
            onChange={({ currentTarget }) => onScope(verb, scopes.find((one) => one === currentTarget.value) ?? 'none')}
          >
            {scopesFor(object, verb, access[verb]).map((scope) => (
              <option key={scope} value={scope}>
                {object.owned && verb !== 'create' ? words.scopes[scope] : words.yesNo[scope === 'none' ? 'no' : 'yes']}
              </option>
            ))}
          </select>
        </td>
      ))}
      <td>
        <Button
          variant="subtle"
          color={limits.length > 0 ? undefined : 'gray'}
          size="compact-sm"
          className={classes.fields}
          aria-label={`${object.label.many}: ${limits.length > 0 ? words.limited(limits.length) : words.allFields}`}
          onClick={onFields}
        >
          {limits.length > 0 ? words.limited(limits.length) : words.scopes.all}
        </Button>
      </td>
    </tr>
  )
}
