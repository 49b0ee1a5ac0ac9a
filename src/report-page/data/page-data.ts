/** The data that came with the page. */
export function readPageData<Data>(): Data {
  const text = document.getElementById('page-data')?.textContent;
  if (!text) throw new Error('the page holds no data');
  return JSON.parse(text) as Data;
}
