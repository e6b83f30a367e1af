/** A moment as a column of the dialect holds it, in UTC, for plain SQL. Sequelize's own way takes 5 µs a value, which counts in batches. */
export function storedMoment(moment: Date, dialect: 'sqlite' | 'mysql'): string {
  const text = moment.toISOString().replace('T', ' ');
  return dialect === 'sqlite' ? text.replace('Z', ' +00:00') : text.slice(0, -1);
}
