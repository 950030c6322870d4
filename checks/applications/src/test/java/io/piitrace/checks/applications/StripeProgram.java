package io.piitrace.checks.applications;

import com.stripe.model.Address;
import com.stripe.model.Customer;
import com.stripe.net.ApiResource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** What a billing service does with the customers that it gets from Stripe, one operation a method. */
public final class StripeProgram {
    static final int CUSTOMERS = 40;

    private StripeProgram() {}

    public static void main(String[] arguments) {
        List<Customer> customers = new ArrayList<>();
        List<Customer> again = new ArrayList<>();
        for (int i = 0; i < CUSTOMERS; i++) {
            customers.add(parse(json(i)));
            again.add(parse(json(i)));
        }
        for (int i = 0; i < CUSTOMERS; i++) {
            Customer customer = customers.get(i);
            check(invoice(customer).contains("Ada " + i), "invoice");
            check(toJson(customer).contains("ada" + i + "@example.org"), "toJson");
            check(log(customer).contains("Main Street " + i), "toString");
            check(compare(customer, again.get(i)), "equals");
        }
        check(index(customers) == CUSTOMERS, "hashCode");
        System.out.println("done");
    }

    private static String json(int i) {
        return "{'id':'cus_" + i + "','object':'customer','name':'Ada " + i + "','email':'ada" + i + "@example.org',"
                + "'phone':'+49 30 " + i + "','address':{'city':'Berlin','line1':'Main Street " + i + "'}}";
    }

    static Customer parse(String json) {
        return ApiResource.GSON.fromJson(json, Customer.class);
    }

    static String invoice(Customer customer) {
        Address address = customer.getAddress();
        return customer.getName() + ' ' + customer.getEmail() + ' ' + address.getLine1() + ' ' + address.getCity();
    }

    static String toJson(Customer customer) {
        return customer.toJson();
    }

    static String log(Customer customer) {
        return customer.toString();
    }

    static boolean compare(Customer one, Customer other) {
        return one.equals(other);
    }

    static int index(List<Customer> customers) {
        return new HashSet<>(customers).size();
    }

    private static void check(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException(what);
        }
    }
}
