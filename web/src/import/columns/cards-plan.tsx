import { Text } from '@mantine/core'
import { IconArrowRight } from '@tabler/icons-react'
import {
  type CompanionName,
  companionNames,
  type ImportMapping,
  type ImportRun,
  type MetadataObject,
} from '@tendero/model/api'
import classes from '../import.module.css'
import { useImportWords } from '../words.ts'
import { type Target, targetsOf } from './mapping-draft.ts'
import { useTargetLabel } from './target-label.ts'

interface CardsPlanProps {
  readonly run: ImportRun
  readonly object: MetadataObject
}

/** What becomes of what contact cards hold; there is nothing to choose. What no card has is not shown. */
export function CardsPlan({ run, object }: CardsPlanProps) {
  const words = useImportWords()
  const labelOf = useTargetLabel()
  const targets = targetsOf(object)
  const targetOf = ({ field, part = 0 }: ImportMapping): Target | undefined =>
    targets.find((one) => one.field.name === field && one.part === part)
  const nameOf = (mapping: ImportMapping): string => {
    const target = targetOf(mapping)
    if (target) return labelOf(target)
    return isCompanion(mapping.field) ? words.columns.becomes[mapping.field] : mapping.field
  }
  const filled = run.columns.filter(({ samples }) => samples.length > 0)
  return (
    <ul className={classes.sheet} aria-label={words.steps.columns}>
      {filled.map((column) => {
        const mapping = run.setup.mapping.find((one) => one.column === column.index)
        return (
          <li key={column.index} className={classes.column}>
            <div className={classes.columnName}>
              <Text size="sm" fw={500}>
                {column.name}
              </Text>
              <Text size="xs" c="dimmed" truncate>
                {column.samples.slice(0, 3).join(' · ')}
              </Text>
            </div>
            <IconArrowRight size={16} className={classes.arrow} aria-hidden />
            <Text size="sm" style={{ alignSelf: 'center' }}>
              {mapping ? nameOf(mapping) : words.columns.notImported}
            </Text>
          </li>
        )
      })}
    </ul>
  )
}

function isCompanion(name: string): name is CompanionName {
  return companionNames.some((one) => one === name)
}
