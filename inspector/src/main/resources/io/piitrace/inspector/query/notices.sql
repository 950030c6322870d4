-- What the ledgers say about themselves.
select at, type, lost, what, why, service, instance, attributes, ledger, seq
from notice
where (:type = '' or type = :type)
order by at, ledger, seq
limit :limit
