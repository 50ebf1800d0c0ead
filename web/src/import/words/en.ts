import { counter } from '../../i18n/plural.ts'

const n = counter('en')
const figure = new Intl.NumberFormat('en', { useGrouping: 'always' })

/** Texts by codes that the server gives; one that is not here has a general sentence. */
type ByCode = Readonly<Record<string, string>>

const encodings: ByCode = {
  'utf-8': 'Unicode (UTF-8)',
  'utf-16le': 'Unicode (UTF-16)',
  'utf-16be': 'Unicode (UTF-16, big-endian)',
  'windows-1252': 'Western European (Windows)',
  'iso-8859-15': 'Western European (ISO 8859-15)',
  'windows-1257': 'Baltic (Windows)',
  macroman: 'Macintosh',
}

const delimiters: ByCode = { ',': 'Comma ,', ';': 'Semicolon ;', '\t': 'Tab', '|': 'Bar |' }

const factors: ByCode = { '1': 'As it stands', '1000': 'In thousands', '1000000': 'In millions', '0.01': 'In cents' }

const codes: ByCode = {
  formula_error: 'The spreadsheet could not compute this cell.',
  vcard_group: 'This card is a list of people, not a person.',
  vcard_line: 'A line of this card cannot be read.',
  vcard_unclosed: 'This card breaks off in the middle.',
  vcard_version: 'This card is of a version that is not known.',
  vcard_too_long: 'This card is longer than any card should be.',
  vcard_nameless: 'This card names nobody.',
  ambiguous: 'Several records are called so. Find them by another field, or write the exact one.',
  not_found: 'Nothing is called so.',
  required: 'This must be filled in.',
  referenced: 'Points to a record that is not there.',
  refused: 'The database refused this row.',
  forbidden: 'Your role does not allow this for this record.',
}

const setupCodes: ByCode = {
  empty: 'No column is imported yet.',
  unknown_field: 'This field does not exist, or is hidden from you.',
  read_only: 'This field is filled by Tendero and cannot be imported.',
  unknown_key: 'Records cannot be found by this field.',
  not_a_key: 'Records cannot be found by this field.',
  not_mapped: 'No column fills the field by which records are to be found.',
  mapped_twice: 'Two columns fill the same field.',
  no_factor: 'Only numbers can be multiplied.',
}

const runErrors: ByCode = {
  interrupted: 'The server stopped in the middle. Nothing is lost: go on, and the import continues where it stopped.',
  forbidden: 'Your role no longer allows this import.',
  invalid_setup: 'The fields have changed since. Go back to the columns.',
  file_gone: 'The file is no longer on the server. Choose it once more.',
  operation_not_revertible:
    'Some of its records were changed while it was being taken back. Take it back again to say what becomes of them.',
}

const working: ByCode = {
  checking: 'The file is being checked; nothing is written yet',
  running: 'Importing',
  reverting: 'The import is being taken back',
}

export const words = {
  title: 'Import',
  lead: 'Bring customers, deals and anything else from a spreadsheet. You see what would happen before it does, and every import can be taken back whole.',
  notPermitted: 'Importing is not open to your role',
  notPermittedLead: 'Ask an administrator of your company if you need it.',
  none: 'Nothing imported yet',
  noneLead: 'Drop a spreadsheet or a CSV file with your customers above.',
  earlier: 'Earlier imports',
  all: 'All imports',
  progress: 'Progress of the import',
  whatAreRows: 'What is in the rows?',
  sample: (objects: string) => `Sample file for ${objects.toLowerCase()}:`,
  uploading: 'The file is being sent…',
  drop: 'Drop a spreadsheet, a CSV file or contact cards here',
  chooseFile: 'Choose a file',
  limits: 'XLSX up to 100,000 rows; CSV up to 500 MB and millions of rows; vCard',
  refusedFormat: (format: string) =>
    `Files of the kind ${format} cannot be read. Open the file in its program and save it as XLSX or CSV.`,
  counts: (created: number, updated: number, bad: number) =>
    [
      `${figure.format(created)} created`,
      ...(updated > 0 ? [`${figure.format(updated)} updated`] : []),
      ...(bad > 0 ? [`${figure.format(bad)} left out`] : []),
    ].join(', '),
  states: {
    uploaded: 'To be set up',
    checking: 'Being checked',
    checked: 'Checked',
    running: 'Running',
    done: 'Done',
    cancelled: 'Cancelled',
    failed: 'Failed',
    reverting: 'Being taken back',
    reverted: 'Taken back',
  },
  working,
  stepsLabel: 'Steps of the import',
  steps: { reading: 'File', columns: 'Columns', check: 'Check', result: 'Import' },
  encodings,
  delimiters,
  dateOrders: { dmy: '31.12.2026', mdy: '12/31/2026', ymd: '2026-12-31' },
  reading: {
    lead: 'This is how the file was understood. If something looks odd below, correct it here.',
    sheet: 'Sheet',
    encoding: 'Characters',
    delimiter: 'Columns are separated by',
    decimal: 'Numbers look like',
    dates: 'Dates look like',
    header: 'The first row holds the names of the columns',
    preview: 'The first rows of the file',
    row: 'Row',
    column: (place: number) => `Column ${place}`,
  },
  sheets: {
    title: 'Sheets of this spreadsheet',
    lead: 'Several sheets can come in one go, each as what it holds: customers first, then what refers to them. They are taken back together, too.',
    rowsOf: (sheet: string) => `What the rows of “${sheet}” are`,
    together: (count: number) => `Import ${n(count, 'sheet', 'sheets')} in one go`,
    next: (sheet: string) => `Next sheet: ${sheet}`,
    check: 'Check all sheets',
    bad: (count: number) => `${figure.format(count)} left out`,
    revert: 'Take all sheets back',
  },
  columns: {
    cards: 'Contact cards need no setting up. This is what becomes of what they hold.',
    becomes: {
      emails: 'Contact points: e-mail',
      phones: 'Contact points: phone',
      others: 'Contact points: other',
      note: 'A note on the timeline',
    },
    lead: (objects: string) => `Say which column fills which field of your ${objects.toLowerCase()}.`,
    remembered: (name: string) => `The columns are set as they were for “${name}”.`,
    empty: 'empty',
    fills: (column: string) => `Column “${column}” fills`,
    notImported: 'Is not imported',
    another: 'Fill another field too',
    foundBy: (column: string) => `How the records in “${column}” are found`,
    foundByAny: 'Found by name or key',
    foundByField: (field: string) => `Found by: ${field}`,
    createMissing: 'Create what is missing',
    counted: (column: string) => `How the numbers in “${column}” are counted`,
    factors,
    fixed: 'The same for every row',
    fixedLead: 'Values that the file does not hold.',
    addFixed: 'Add a fixed value',
    existing: 'If something is there already',
    allNew: 'Every row becomes a new record',
    updateBy: (field: string) => `Rows whose “${field}” is known update that record`,
    missingTitle: 'Something is still missing',
    missing: (fields: string) => `New records need: ${fields}. Rows without it will be left out.`,
    check: 'Check the file',
  },
  setupCodes,
  setupUnknown: 'This cannot be imported so.',
  likely: {
    title: 'Likely here already',
    lead: 'Choose what becomes of these rows; then check again.',
    count: (rows: string) => `${rows} rows look like records that are here.`,
    inFile: 'In the file',
    here: 'Here already',
    choice: 'What becomes of it',
    choices: { create: 'Create all the same', complete: 'Complete what is empty', skip: 'Leave out' },
    rest: 'All others',
  },
  check: {
    shape: 'Show',
    byRow: 'Row by row',
    byProblem: 'By problem',
    cell: (column: string, row: number) => `${column}, row ${row}`,
    allGood: 'Every row fits',
    allGoodLead: 'Nothing has been written yet.',
    cancelled: 'The check was cancelled. Nothing has been written.',
    wouldCreate: (objects: string) => `New: ${objects.toLowerCase()}`,
    wouldUpdate: 'To be updated',
    wouldSkip: 'To be left out',
    missing: 'Not found',
    missingLead:
      'These words stand for nothing here. Tap what was meant, and the file is read with it; the file itself stays.',
    rows: (count: number) => n(count, 'row', 'rows'),
    takeAll: 'Take every first suggestion',
    createAll: (objects: string) => `Create missing ${objects.toLowerCase()}`,
    willBeMade: 'will be created',
    other: 'Another…',
    insteadOf: (word: string) => `Instead of “${word}”`,
    leaveEmpty: 'Leave empty',
    leftEmpty: 'left empty',
    showAll: (count: number) => `Show all ${figure.format(count)}`,
    problems: 'Rows that do not fit',
    problemsLead: (rows: string) => `${rows} in all; here are the first.`,
    field: 'Field',
    value: 'Value',
    reason: 'What is wrong',
    instead: 'Instead',
    mend: 'Mend',
    rejects: 'Save these rows as a file',
    again: 'Check again',
    againWith: (count: number) => `Check again with ${n(count, 'repair', 'repairs')}`,
    start: (rows: number) => `Import ${n(rows, 'row', 'rows')}`,
  },
  codes,
  atLine: (line: string) => `Line ${line}:`,
  duplicateOf: (row: string) => `The same key stands in row ${row} already.`,
  ambiguousKey: (records: string) => `${records} records have this key.`,
  readSoFar: (read: number, good: number, bad: number) =>
    `${n(read, 'row', 'rows')} read: ${figure.format(good)} good, ${figure.format(bad)} not.`,
  mayLeave: 'You can leave this page; the work goes on.',
  runFailed: 'Something went wrong on the server. Try again in a moment.',
  runErrors,
  result: {
    created: (objects: string) => `Created: ${objects.toLowerCase()}`,
    updated: 'Updated',
    skipped: 'Left out',
    refusals: 'What was refused',
    refusalsLead:
      'A row is left out only if it is among the left-out rows; of any other only this value was left empty.',
    done: (count: number) => `${n(count, 'record is', 'records are')} in`,
    revertedLead: 'Everything this import wrote was taken back. You can change the columns and import the file again.',
    cancelledLead: 'What was written before stays. Go on, or take it back.',
    show: (objects: string) => `Show the ${objects.toLowerCase()}`,
    goOn: 'Go on',
    again: 'Import again',
    revert: 'Take the import back',
    revertLead:
      'Taking it back deletes what was created and restores what was updated. You are asked first about what others changed since.',
  },
}

export type Words = typeof words
