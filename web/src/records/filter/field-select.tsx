import { Combobox, InputBase, useCombobox } from '@mantine/core'
import { IconArrowLeft, IconCheck, IconChevronRight } from '@tabler/icons-react'
import type { MetadataField, MetadataObject } from '@tendero/model/api'
import { useContext, useEffect, useMemo, useState } from 'react'
import { useOpenedAtOnce } from '../../fields/opened-at-once.ts'
import { useWords } from '../../kernel/language.ts'
import { useCatalogue } from '../../kernel/metadata.ts'
import { useRecordWords } from '../words.ts'
import {
  choicesAt,
  choicesFound,
  type FieldChoosing,
  type FieldPlace,
  placeOfPath,
  placePath,
  placesFrom,
} from './field-places.ts'
import classes from './field-select.module.css'
import { OwnFieldsOnly } from './own-fields-only.ts'

interface FieldSelectProps {
  readonly object: MetadataObject
  readonly value: string
  readonly onChange: (path: string) => void
  readonly autoFocus?: boolean
  /** What is chosen, where it is not the field of a condition. */
  readonly label?: string
  /** Which fields can be chosen; those that can be compared unless it is said. */
  readonly fits?: (field: MetadataField) => boolean
  /** Through which references; all of them unless it is said. */
  readonly follows?: (field: MetadataField) => boolean
}

const isComparable = ({ operators }: MetadataField): boolean => operators.length > 0
const always = (): boolean => true
const never = (): boolean => false

/** References to one record: through several there would be several values. */
export const refersToOne = ({ kind }: MetadataField): boolean => kind === 'reference'

/** Chooses a field, also through references, one after another: Account › Parent account › Sector. */
export function FieldSelect({
  object,
  value,
  onChange,
  autoFocus,
  label,
  fits = isComparable,
  follows = always,
}: FieldSelectProps) {
  const { filter } = useRecordWords()
  const catalogue = useCatalogue()
  const ownFieldsOnly = useContext(OwnFieldsOnly)
  const choosing = useMemo(
    () => ({ catalogue, fits, follows: ownFieldsOnly ? never : follows }),
    [catalogue, ownFieldsOnly, fits, follows],
  )
  const [place, setPlace] = useState<FieldPlace>(() => placeOfPath(object, value, choosing))
  const [sought, setSought] = useState<string>()
  const { ref, dropdownOpened, onDropdownOpen, onDropdownClose } = useOpenedAtOnce(autoFocus === true)
  const begin = (): void => {
    setSought(undefined)
    setPlace(placeOfPath(object, value, choosing))
  }
  const combobox = useCombobox({
    opened: dropdownOpened,
    onOpenedChange: (opened) => (opened ? onDropdownOpen : onDropdownClose)(),
    onDropdownOpen: begin,
    onDropdownClose: () => combobox.resetSelectedOption(),
  })
  // Enter takes the first that is found; at a further place the way back stands before it.
  useEffect(() => {
    if (sought) combobox.selectFirstOption()
    else if (place.way.length > 0) combobox.selectOption(1)
  }, [sought, place, combobox.selectFirstOption, combobox.selectOption])
  const submit = (chosen: string): void => {
    if (chosen.startsWith(onward)) {
      setSought(undefined)
      setPlace(placeOfPath(object, `${chosen.slice(onward.length)}.`, choosing))
      return
    }
    combobox.closeDropdown()
    if (chosen !== value) onChange(chosen)
  }
  const called = value ? (catalogue.path(object, value)?.labels ?? [value]).join(' › ') : ''
  return (
    <Combobox store={combobox} onOptionSubmit={submit}>
      <Combobox.Target withExpandedAttribute autoComplete="off">
        <InputBase
          ref={ref}
          aria-label={label ?? filter.field}
          placeholder={filter.searchField}
          rightSection={<Combobox.Chevron />}
          rightSectionPointerEvents="none"
          value={dropdownOpened ? (sought ?? called) : called}
          onChange={(event) => {
            combobox.openDropdown()
            setSought(event.currentTarget.value)
          }}
          onFocus={(event) => event.currentTarget.select()}
          onClick={() => combobox.openDropdown()}
          onBlur={() => combobox.closeDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options aria-label={label ?? filter.field} className={classes.options}>
          {dropdownOpened && (
            <FieldOptions
              from={object}
              place={place}
              sought={sought?.trim() ?? ''}
              chosen={value}
              choosing={choosing}
            />
          )}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}

/** Before the path of a place, where an option leads on instead of being chosen. */
const onward = '>'

interface FieldOptionsProps {
  readonly from: MetadataObject
  readonly place: FieldPlace
  readonly sought: string
  readonly chosen: string
  readonly choosing: FieldChoosing
}

/** What can be chosen at a place and gone on to; of what is sought, whatever can be chosen from there on. */
function FieldOptions({ from, place, sought, chosen, choosing }: FieldOptionsProps) {
  const words = useWords()
  const choices = useMemo(
    () => (sought ? choicesFound(place, sought, choosing) : choicesAt(place, choosing)),
    [place, sought, choosing],
  )
  const options = choices.map(({ path, labels }) => (
    <Combobox.Option key={path} value={path} active={path === chosen} className={classes.option}>
      {sought ? labels.slice(place.way.length).join(' › ') : labels.at(-1)}
      {path === chosen && <IconCheck size={14} className={classes.trailing} aria-hidden />}
    </Combobox.Option>
  ))
  const heading = place.way.map(({ label }) => label).join(' › ') || from.label.one
  return (
    <>
      {!sought && <WayBack from={from} place={place} />}
      {options.length > 0 && <Combobox.Group label={heading}>{options}</Combobox.Group>}
      {!sought && <WaysOn place={place} choosing={choosing} />}
      {sought && options.length === 0 && <Combobox.Empty>{words.fields.noMatch}</Combobox.Empty>}
    </>
  )
}

function WayBack({ from, place }: Pick<FieldOptionsProps, 'from' | 'place'>) {
  const { filter } = useRecordWords()
  const { way } = place
  if (way.length === 0) return null
  const before = { ...place, way: way.slice(0, -1) }
  return (
    <Combobox.Option value={onward + placePath(before)} className={classes.option}>
      <IconArrowLeft size={14} aria-hidden />
      {filter.back(before.way.at(-1)?.label ?? from.label.one)}
    </Combobox.Option>
  )
}

function WaysOn({ place, choosing }: Pick<FieldOptionsProps, 'place' | 'choosing'>) {
  const { filter } = useRecordWords()
  const places = useMemo(() => placesFrom(place, choosing), [place, choosing])
  return places.map((next) => (
    <Combobox.Option key={placePath(next)} value={onward + placePath(next)} className={classes.option}>
      {filter.through(next.way.at(-1)?.label ?? '')}
      <IconChevronRight size={14} className={classes.trailing} aria-hidden />
    </Combobox.Option>
  ))
}
