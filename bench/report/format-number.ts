/** Number with fixed decimals, whole part in groups of three; what is missing is a dash. */
export function formatNumber(value: number, digits: number): string {
  if (!Number.isFinite(value)) return '-';
  const [whole, fraction] = value.toFixed(digits).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}
