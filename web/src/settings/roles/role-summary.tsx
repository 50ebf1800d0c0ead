import type { MetadataObject, Rights } from '@tendero/model/api'
import type { Access } from '@tendero/model/define-object'
import { type Format, useFormat } from '../../kernel/format.ts'
import { useCatalogue } from '../../kernel/metadata.ts'
import { type SettingsWords, useSettingsWords } from '../words.ts'
import { groupOf } from './object-groups.ts'
import { accessTo } from './rights.ts'
import classes from './roles.module.css'

type RoleWords = SettingsWords['roles']

/** What a role may do, as one would say it: objects with the same rights in one sentence. */
export function RoleSummary({ rights }: { readonly rights: Rights }) {
  const words = useSettingsWords().roles
  const format = useFormat()
  const { objects } = useCatalogue()
  const sentences = sentencesOf(objects, rights, words, format)
  return (
    <dl className={classes.summary} aria-live="polite">
      {sentences.map(({ names, sentence }) => (
        <div key={sentence} className={classes.sentence}>
          <dt>{names}</dt>
          <dd>{sentence}</dd>
        </div>
      ))}
      <div className={classes.sentence}>
        <dt>{words.actionsTitle}</dt>
        <dd>
          {rights.actions.length > 0
            ? format.list(rights.actions.map((action) => words.actions[action].title))
            : words.noActions}
        </dd>
      </div>
    </dl>
  )
}

function sentencesOf(objects: readonly MetadataObject[], rights: Rights, words: RoleWords, format: Format) {
  const groups = new Map<string, string[]>()
  for (const object of objects) {
    if (groupOf(object) === 'settings' || object.parent.length > 0) continue
    const sentence = sentenceOf(accessTo(rights, object.name), object, words, format)
    groups.set(sentence, [...(groups.get(sentence) ?? []), object.label.many])
  }
  return [...groups].map(([sentence, names]) => ({ sentence, names: format.list(names) }))
}

function sentenceOf(access: Access, object: MetadataObject, words: RoleWords, format: Format): string {
  const { sentence } = words
  if (access.read === 'none') return access.create === 'none' ? sentence.nothing : sentence.createOnly
  const whose = (verb: 'read' | 'edit' | 'delete') => sentence[verb][object.owned ? access[verb] : 'all']
  const parts = [
    whose('read'),
    // Whoever sees a customer sees what was done with them.
    ...(object.activity !== null && access.read !== 'all' ? [sentence.about] : []),
    ...(access.create === 'none' ? [] : [sentence.create]),
    ...(access.edit === 'none' ? [] : [whose('edit')]),
    ...(access.delete === 'none' ? [] : [whose('delete')]),
  ]
  const silent = [
    ...(access.create === 'none' ? [sentence.not.create] : []),
    ...(access.edit === 'none' ? [sentence.not.edit] : []),
    ...(access.delete === 'none' ? [sentence.not.delete] : []),
  ]
  const or = new Intl.ListFormat(format.language, { type: 'disjunction' })
  return sentence.whole(format.list(parts), silent.length > 0 ? or.format(silent) : undefined)
}
