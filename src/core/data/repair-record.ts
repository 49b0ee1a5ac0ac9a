/** Parquet metadata key of the repair record (`data-and-config.md` 12.5). */
export const REPAIR_METADATA_KEY = 'omega.repair';
