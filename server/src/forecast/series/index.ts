export type { SeriesForecast, SeriesMethod, SeriesQuestion } from './question.ts'
