import { Text } from '@mantine/core'
import { useWords } from '../../kernel/language.ts'
import { fieldOf, useCatalogue } from '../../kernel/metadata.ts'
import { useSettingsWords } from '../words.ts'
import type { RightsChange } from './rights.ts'
import classes from './roles.module.css'

export interface Difference {
  readonly what: string
  readonly before: string
  readonly after: string
}

/** What was so, and what is: a line each. */
export function Differences({ of }: { readonly of: readonly Difference[] }) {
  return of.map(({ what, before, after }) => (
    <div key={what} className={classes.change}>
      <Text span size="sm" fw={500} style={{ flex: '1 1 12rem' }}>
        {what}
      </Text>
      <span className={classes.before}>{before}</span>
      <span aria-hidden>→</span>
      <Text span size="sm" fw={600}>
        {after}
      </Text>
    </div>
  ))
}

/** Puts a change of rights into words. */
export function useRightsDifference(): (change: RightsChange) => Difference {
  const words = useSettingsWords().roles
  const shared = useWords().common
  const catalogue = useCatalogue()
  return (change) => {
    if (change.kind === 'action')
      return {
        what: words.actions[change.action].title,
        before: change.granted ? shared.no : shared.yes,
        after: change.granted ? shared.yes : shared.no,
      }
    const object = catalogue.object(change.object)
    const many = object?.label.many ?? change.object
    if (change.kind === 'field')
      return {
        what: `${many} · ${(object && fieldOf(object, change.field)?.label) ?? change.field}`,
        before: words.limits[change.from ?? 'free'],
        after: words.limits[change.to ?? 'free'],
      }
    const scoped = object?.owned && change.verb !== 'create'
    const said = (scope: typeof change.from): string =>
      scoped ? words.scopes[scope] : words.yesNo[scope === 'none' ? 'no' : 'yes']
    return { what: `${many} · ${words.verbs[change.verb]}`, before: said(change.from), after: said(change.to) }
  }
}
