"""Splink on DuckDB over the records of lists: learns what agreement is worth, and weighs the pairs."""

import logging
from collections.abc import Iterator, Sequence
from typing import Any

from vidmova.entities.naming import common
from vidmova.entities.skeleton import neutral
from vidmova.errors import UsageError
from vidmova.totals.comparisons import COMPARED, LEARNED_AMONG, SEARCHED, Compared, settings_of
from vidmova.totals.learning import ENOUGH, SAMPLED, Shares, Weights, seen, stated, tempered
from vidmova.totals.matching import Scored
from vidmova.totals.traits import KINDS, Columns

COMMON = 0.006
"""Stated frequency of a surname that very many bear."""
FEW = 300
"""So many people the stated frequency of a value counts as beside a list's own."""
TRAINED = 1_500_000
"""Pairs from which it is learned how the records of one person agree."""
SEED = 7
NAMES = ("surname", "given name", "patronymic")


class Splinking:
    """Splink over the records, in a database of its own in memory."""

    def __init__(self, columns: Columns, threads: int | None, memory: str | None) -> None:
        try:
            import duckdb
            import pyarrow
            from splink import DuckDBAPI
        except ImportError:
            raise UsageError("linking lists needs an addition: pip install 'vidmova[lists]'") from None
        logging.getLogger("splink").setLevel(logging.ERROR)
        self._columns = columns
        self._database = duckdb.connect(":memory:")
        self._database.execute("SET enable_progress_bar = false")
        if threads:
            self._database.execute(f"SET threads = {int(threads)}")
        if memory:
            self._database.execute("SET memory_limit = $1", [memory])
        kinds = {"INTEGER": pyarrow.int32(), "VARCHAR": pyarrow.string(), "VARCHAR[]": pyarrow.list_(pyarrow.string())}
        table = pyarrow.table({name: pyarrow.array(column, kinds[KINDS[name]]) for name, column in columns.items()})
        self._database.register("received", table)
        self._database.execute("CREATE TABLE records AS SELECT * FROM received")
        self._database.unregister("received")
        self._api = DuckDBAPI(connection=self._database)
        self._records = self._api.register("records", table_name="records_of_lists")
        self._frequent = {one.frequent: self._frequencies(one) for one in COMPARED if one.frequent}

    def __enter__(self) -> "Splinking":
        return self

    def __exit__(self, *_: object) -> None:
        self._database.close()

    def _linker(self, compared: Sequence[Compared], weights: Weights, prior: float) -> Any:
        from splink import Linker

        settings = {
            "link_type": "dedupe_only",
            "unique_id_column_name": "record",
            "probability_two_random_records_match": prior,
            "retain_matching_columns": True,
            "retain_intermediate_calculation_columns": True,
            "comparisons": [settings_of(one, weights.same[one.name], weights.different[one.name]) for one in compared],
            "blocking_rules_to_generate_predictions": [{"blocking_rule": rule} for rule in self._rules()],
        }
        linker = Linker(self._records, settings, log_level=None)
        for column, table in self._frequent.items():
            linker.table_management.register_term_frequency_lookup(table, column)
        return linker

    def _frequencies(self, compared: Compared) -> Any:
        """Return a table of how often others have a value, from the list that has it most.

        Over all lists together, one person on two would make a rare name common.
        """
        column, often = compared.frequent, compared.levels[0].different
        widespread = sorted(map(neutral, common())) if compared.name == "surname" else []
        self._database.execute(
            f"""CREATE TABLE frequent_{column} AS
            WITH sizes AS (SELECT list, count({column}) AS size FROM records GROUP BY list),
            counted AS (SELECT {column}, list, count(*) AS times FROM records WHERE {column} IS NOT NULL GROUP BY ALL),
            stated AS (
                SELECT *, CASE WHEN {column} IN (SELECT unnest($1)) THEN {COMMON} ELSE {often} END AS often FROM counted
            )
            SELECT {column}, max((times - 1 + often * {FEW}) / (size - 1 + {FEW}))::DOUBLE AS tf_{column}
            FROM stated JOIN sizes USING (list) GROUP BY {column}""",
            [widespread],
        )
        return self._api.register(f"frequent_{column}", table_name=f"frequencies_of_{column}")

    def _rules(self) -> list[str]:
        """Return where pairs are looked for, without what no record says."""
        silent = {column for column, values in self._columns.items() if all(value in (None, ()) for value in values)}
        return [
            rule
            for rule in SEARCHED
            if not any(f"l.{column} = " in rule or f"l.{column}[" in rule for column in silent)
        ]

    def weights(self, compared: Sequence[Compared], surely: int) -> Weights:
        """Return what the levels are worth: learned where enough pairs are surely of one person, else as stated."""
        size = len(self._columns["record"])
        begun, there = stated(compared), seen(size, surely)
        if size < ENOUGH:
            return begun
        linker = self._linker(compared, begun, max(there.same, 1) / there.pairs)
        linker.training.estimate_u_using_random_sampling(max_pairs=SAMPLED, seed=SEED)
        try:
            for rule in self._training_rules(compared) if there.learned else ():
                linker.training.estimate_parameters_using_expectation_maximisation(
                    rule, estimate_without_term_frequencies=True, max_pairs=TRAINED
                )
        except ValueError:
            # Lists with little variety never show some level among one person's records, and Splink refuses its 0.
            return begun
        return tempered(compared, _trained(linker), there)

    def _training_rules(self, compared: Sequence[Compared]) -> Iterator[str]:
        named = {one.name: one for one in compared}
        for names in LEARNED_AMONG:
            if all(name in named for name in names):
                rule = " AND ".join(f"l.{named[name].frequent} = r.{named[name].frequent}" for name in names)
                counted = self._database.execute(
                    f"SELECT 1 FROM records l JOIN records r ON {rule} AND l.record < r.record LIMIT {ENOUGH}"
                )
                if len(counted.fetchall()) >= ENOUGH:
                    yield rule

    def scored(self, compared: Sequence[Compared], weights: Weights, least: float) -> Iterator[Scored]:
        """Yield the pairs from a weight on, in order of their records."""
        predicted = self._linker(compared, weights, 0.5).inference.predict(
            threshold_match_weight=least, warning_mode="never"
        )
        names = [one.name.replace(" ", "_") for one in compared]
        gammas = [f"gamma_{name}" for name in names]
        there = set(self._database.table(predicted.physical_name).columns)
        weighed = [
            " + ".join(column for column in (f"mw_{name}", f"mw_tf_adj_{name}") if column in there) for name in names
        ]
        wanted = ", ".join(["record_l", "record_r", "match_weight", *gammas, *weighed])
        query = f"SELECT {wanted} FROM {predicted.physical_name} ORDER BY 1, 2"
        for row in self._database.execute(query).fetchall():
            levels, worth = row[3 : 3 + len(names)], row[3 + len(names) :]
            yield Scored(row[0], row[1], row[2], levels, worth, self._is_to_ask(compared, row[:2], levels, worth))

    def _is_to_ask(
        self, compared: Sequence[Compared], two: Sequence[int], levels: Sequence[int], worth: Sequence[float]
    ) -> bool:
        """Tell whether surnames differ, or two records of one list have nothing but their name in common."""
        named = {one.name: (level, weight) for one, level, weight in zip(compared, levels, worth, strict=True)}
        if "surname" in named and named["surname"][0] == 0:
            return True
        lists = self._columns["list"]
        beside = any(weight > 0 for name, (_, weight) in named.items() if name not in NAMES)
        return lists[two[0]] == lists[two[1]] and not beside


def _trained(linker: Any) -> Shares:
    """Return what Splink has learned of each level among same and different people; 0 where it saw none."""
    found: Shares = {}
    for comparison in linker.misc.save_model_to_json()["comparisons"]:
        levels = [level for level in comparison["comparison_levels"] if not level.get("is_null_level")]
        name = comparison["output_column_name"].replace("_", " ")
        found[name] = [(_number(level.get("m_probability")), _number(level.get("u_probability"))) for level in levels]
    return found


def _number(said: Any) -> float:
    return said if isinstance(said, float) else 0.0
